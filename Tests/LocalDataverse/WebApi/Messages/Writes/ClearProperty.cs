using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>Empties one column: <c>DELETE set(id)/column</c>.</summary>
internal sealed class ClearProperty(Session session) : IWrite
{
    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead) =>
        ColumnWrites.Set(session, path.Key!, path.Column!.LogicalName, null);
}
