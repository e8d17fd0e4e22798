using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>Empties a lookup: <c>DELETE set(id)/lookup/$ref</c>.</summary>
internal sealed class ClearReference(Session session) : IWrite
{
    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead) =>
        ColumnWrites.Set(session, path.Key!, path.Navigation!.Column.LogicalName, null);
}
