using LocalDataverse.Metadata;
using Microsoft.OData.Edm;

namespace LocalDataverse.WebApi.Model;

/// <summary>A table as the Web API shows it.</summary>
internal sealed class TableModel
{
    public TableModel(TableMetadata metadata, OrganizationMetadata organization)
    {
        Metadata = metadata;
        Columns = [.. metadata.Columns.Values.OrderBy(column => column.LogicalName, StringComparer.Ordinal).Select(column => new ColumnModel(column))];
        ByLogicalName = Columns.ToDictionary(column => column.LogicalName, StringComparer.Ordinal);
        ByProperty = Columns.ToDictionary(column => column.Property, StringComparer.Ordinal);
        Navigations = Columns
            .Where(column => column.Metadata.IsLookup)
            .SelectMany(column =>
                column
                    .Metadata.Targets.Where(target => organization.Table(target) is not null)
                    .Select(target => (column, target, name: column.Metadata.NavigationTo(target)))
            )
            .GroupBy(reference => reference.name, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => new NavigationModel(group.Key, group.First().column, [.. group.Select(reference => reference.target)]),
                StringComparer.Ordinal
            );
        Collections = organization
            .RelationshipsTo(metadata.LogicalName)
            .Where(relationship => !Navigations.ContainsKey(relationship.ReferencedNavigationProperty))
            .GroupBy(relationship => relationship.ReferencedNavigationProperty, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        ManyToMany = organization
            .ManyToManyRelationships.SelectMany(
                IEnumerable<(string Name, string Table, ManyToManyRelationship Relationship)> (relationship) =>
                    [
                        (relationship.NavigationProperty1, relationship.Table1, relationship),
                        (relationship.NavigationProperty2, relationship.Table2, relationship),
                    ]
            )
            .Where(side => side.Table == metadata.LogicalName && !Navigations.ContainsKey(side.Name) && !Collections.ContainsKey(side.Name))
            .DistinctBy(side => side.Name)
            .ToDictionary(side => side.Name, side => side.Relationship, StringComparer.Ordinal);
    }

    public TableMetadata Metadata { get; }

    public string LogicalName => Metadata.LogicalName;

    public string EntitySetName => Metadata.EntitySetName;

    public string PrimaryId => Metadata.PrimaryId;

    public IReadOnlyList<ColumnModel> Columns { get; }

    public IReadOnlyDictionary<string, ColumnModel> ByLogicalName { get; }

    public IReadOnlyDictionary<string, ColumnModel> ByProperty { get; }

    public IReadOnlyDictionary<string, NavigationModel> Navigations { get; }

    public IReadOnlyDictionary<string, RelationshipMetadata> Collections { get; }

    public IReadOnlyDictionary<string, ManyToManyRelationship> ManyToMany { get; }

    public EdmEntityType Type { get; set; } = null!;

    public EdmEntitySet Set { get; set; } = null!;
}
