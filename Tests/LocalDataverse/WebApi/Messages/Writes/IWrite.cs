using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>Reads and checks one method on one kind of address; what it plans is done later, alone or with others.</summary>
internal interface IWrite
{
    /// <param name="idAhead">Whether the id of a created row has to be known before it is created, because a later request names it.</param>
    PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead);
}
