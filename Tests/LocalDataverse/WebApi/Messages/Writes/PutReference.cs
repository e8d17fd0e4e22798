using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>Points a lookup at a row: <c>PUT set(id)/lookup/$ref</c>.</summary>
internal sealed class PutReference(Session session) : IWrite
{
    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        var target = ReferenceBody.Read(session.Model, request);
        return path.Navigation!.Targets.Contains(target.Table.LogicalName)
            ? ColumnWrites.Set(session, path.Key!, path.Navigation.Column.LogicalName, RowReader.ReferenceTo(target))
            : throw JsonValues.Bad($"'{path.Navigation.Name}' cannot point at a record of '{target.Table.LogicalName}'.");
    }
}
