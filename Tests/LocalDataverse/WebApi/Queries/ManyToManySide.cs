using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Model;

namespace LocalDataverse.WebApi.Queries;

/// <summary>A many-to-many relationship seen from one of its tables.</summary>
/// <param name="OwnColumn">Column of the intersect table with the id of the row it is seen from.</param>
internal sealed record ManyToManySide(string IntersectTable, string OwnColumn, string OtherColumn, TableModel Other)
{
    public static ManyToManySide Of(WebApiModel model, TableModel table, ManyToManyRelationship relationship) =>
        relationship.Table1 == table.LogicalName
            ? new ManyToManySide(relationship.IntersectTable, relationship.Column1, relationship.Column2, model.Table(relationship.Table2)!)
            : new ManyToManySide(relationship.IntersectTable, relationship.Column2, relationship.Column1, model.Table(relationship.Table1)!);
}
