using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>A row created through a collection of another one: its lookup points there.</summary>
internal sealed class CreateRelatedRow(Session session) : IWrite
{
    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        var relationship = path.Relationship ?? throw JsonValues.Bad("A record can be created through a one-to-many relationship only.");
        var table = session.Model.Table(relationship.ReferencingTable)!;
        using var body = RowReader.Parse(request.Body);
        var draft = new RowReader(session.Model).Read(table, body.RootElement);
        draft.Row[relationship.ReferencingColumn] = RowReader.ReferenceTo(path.Key!);
        return new WriteAnswers(session).Created(request, table, draft, idAhead);
    }
}
