using System.Xml.Linq;
using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Queries;

/// <summary>The rows of a collection of one row: restricts queries of their table to them.</summary>
internal sealed class RelatedCollection
{
    private readonly Guid owner;
    private readonly string? lookup;
    private readonly ManyToManySide? side;

    public RelatedCollection(WebApiModel model, ResourcePath path, Guid owner)
    {
        this.owner = owner;
        if (path.ManyToMany is { } many)
        {
            side = ManyToManySide.Of(model, path.Table!, many);
            Table = side.Other;
        }
        else
        {
            lookup = path.Relationship!.ReferencingColumn;
            Table = model.Table(path.Relationship.ReferencingTable)!;
        }
    }

    public TableModel Table { get; }

    public void Restrict(QueryExpression query)
    {
        if (side is not null)
        {
            query.AddLink(side.IntersectTable, Table.PrimaryId, side.OtherColumn).LinkCriteria.AddCondition(side.OwnColumn, ConditionOperator.Equal, owner);
            return;
        }

        var both = new FilterExpression(LogicalOperator.And);
        both.AddFilter(query.Criteria);
        both.AddCondition(lookup, ConditionOperator.Equal, owner);
        query.Criteria = both;
    }

    /// <param name="entity">The element of the table in FetchXML.</param>
    public void Restrict(XElement entity) =>
        entity.Add(
            side is null
                ? Filter(lookup!)
                : new XElement(
                    "link-entity",
                    new XAttribute("name", side.IntersectTable),
                    new XAttribute("from", side.OtherColumn),
                    new XAttribute("to", Table.PrimaryId),
                    Filter(side.OwnColumn)
                )
        );

    private XElement Filter(string column) =>
        new(
            "filter",
            new XElement("condition", new XAttribute("attribute", column), new XAttribute("operator", "eq"), new XAttribute("value", owner.ToString("d")))
        );
}
