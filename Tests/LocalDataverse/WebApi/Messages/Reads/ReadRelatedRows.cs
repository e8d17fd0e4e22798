using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>The rows of a collection of another one.</summary>
internal sealed class ReadRelatedRows(Session session) : IRead
{
    private readonly PageAnswers pages = new(session);

    public WebApiResponse Answer(WebApiRequest request, ResourcePath path)
    {
        var owner = new RowAnswers(session).Retrieve(path.Key!, new ColumnSet(false)).Id;
        return path.ManyToMany is { } many ? Linked(request, path.Table!.LogicalName, many, owner) : Referring(request, path.Relationship!, owner);
    }

    private WebApiResponse Linked(WebApiRequest request, string table, ManyToManyRelationship relationship, Guid owner)
    {
        var first = relationship.Table1 == table;
        var other = session.Model.Table(first ? relationship.Table2 : relationship.Table1)!;
        var (ownColumn, otherColumn) = first ? (relationship.Column1, relationship.Column2) : (relationship.Column2, relationship.Column1);
        return pages.Answer(
            request,
            other,
            query =>
            {
                var link = query.AddLink(relationship.IntersectTable, other.PrimaryId, otherColumn);
                link.LinkCriteria.AddCondition(ownColumn, ConditionOperator.Equal, owner);
            }
        );
    }

    private WebApiResponse Referring(WebApiRequest request, RelationshipMetadata relationship, Guid owner) =>
        pages.Answer(
            request,
            session.Model.Table(relationship.ReferencingTable)!,
            query =>
            {
                var both = new FilterExpression(LogicalOperator.And);
                both.AddFilter(query.Criteria);
                both.AddCondition(relationship.ReferencingColumn, ConditionOperator.Equal, owner);
                query.Criteria = both;
            }
        );
}
