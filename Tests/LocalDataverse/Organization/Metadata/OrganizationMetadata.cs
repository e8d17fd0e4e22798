namespace LocalDataverse.Metadata;

/// <summary>All tables and relationships at one moment. Immutable: a change makes a new one, so readers need no lock.</summary>
public sealed class OrganizationMetadata
{
    private readonly Dictionary<string, TableMetadata> tables;
    private readonly Dictionary<string, TableMetadata> tablesBySet;
    private readonly Dictionary<string, RelationshipMetadata> declaredRelationships;
    private readonly Dictionary<string, ManyToManyRelationship> manyToMany;
    private readonly ILookup<string, RelationshipMetadata> byReferenced;
    private readonly ILookup<string, RelationshipMetadata> byReferencing;
    private readonly Dictionary<string, RelationshipMetadata> relationships;

    private OrganizationMetadata(
        Dictionary<string, TableMetadata> tables,
        Dictionary<string, RelationshipMetadata> declaredRelationships,
        Dictionary<string, ManyToManyRelationship> manyToMany
    )
    {
        this.tables = tables;
        this.declaredRelationships = declaredRelationships;
        this.manyToMany = manyToMany;
        tablesBySet = tables.Values.ToDictionary(table => table.EntitySetName, StringComparer.Ordinal);
        relationships = AllRelationships().ToDictionary(relationship => relationship.SchemaName, StringComparer.Ordinal);
        byReferenced = relationships.Values.ToLookup(relationship => relationship.ReferencedTable, StringComparer.Ordinal);
        byReferencing = relationships.Values.ToLookup(relationship => relationship.ReferencingTable, StringComparer.Ordinal);
    }

    public static OrganizationMetadata Empty { get; } = new([], [], []);

    public IReadOnlyCollection<TableMetadata> Tables => tables.Values;

    /// <summary>Every one-to-many relationship: the declared ones, and one for each lookup and target without a declaration.</summary>
    public IReadOnlyCollection<RelationshipMetadata> Relationships => relationships.Values;

    public IReadOnlyCollection<ManyToManyRelationship> ManyToManyRelationships => manyToMany.Values;

    internal IReadOnlyCollection<RelationshipMetadata> DeclaredRelationships => declaredRelationships.Values;

    public TableMetadata? Table(string logicalName) => tables.TryGetValue(logicalName, out var table) ? table : null;

    public TableMetadata? TableOfSet(string entitySetName) => tablesBySet.TryGetValue(entitySetName, out var table) ? table : null;

    /// <summary>One-to-many seen from the referenced table.</summary>
    public IEnumerable<RelationshipMetadata> RelationshipsTo(string referencedTable) => byReferenced[referencedTable];

    /// <summary>Many-to-one seen from the table that holds the lookup.</summary>
    public IEnumerable<RelationshipMetadata> RelationshipsFrom(string referencingTable) => byReferencing[referencingTable];

    public RelationshipMetadata? Relationship(string schemaName) => relationships.TryGetValue(schemaName, out var found) ? found : null;

    public ManyToManyRelationship? ManyToMany(string schemaName) => manyToMany.TryGetValue(schemaName, out var found) ? found : null;

    internal OrganizationMetadata With(IEnumerable<TableMetadata> changed)
    {
        var copy = new Dictionary<string, TableMetadata>(tables, StringComparer.Ordinal);
        foreach (var table in changed)
        {
            copy[table.LogicalName] = table;
        }

        return new OrganizationMetadata(copy, declaredRelationships, manyToMany);
    }

    /// <summary>Takes tables away, and relationships with them or by name.</summary>
    internal OrganizationMetadata Without(IReadOnlyCollection<string> removedTables, IReadOnlyCollection<string> removedRelationships) =>
        new(
            tables.Values.Where(table => !removedTables.Contains(table.LogicalName)).ToDictionary(table => table.LogicalName, StringComparer.Ordinal),
            declaredRelationships
                .Values.Where(r =>
                    !removedRelationships.Contains(r.SchemaName) && !removedTables.Contains(r.ReferencingTable) && !removedTables.Contains(r.ReferencedTable)
                )
                .ToDictionary(relationship => relationship.SchemaName, StringComparer.Ordinal),
            manyToMany
        );

    internal OrganizationMetadata With(IEnumerable<RelationshipMetadata> added)
    {
        var copy = new Dictionary<string, RelationshipMetadata>(declaredRelationships, StringComparer.Ordinal);
        foreach (var relationship in added)
        {
            copy[relationship.SchemaName] = relationship;
        }

        return new OrganizationMetadata(tables, copy, manyToMany);
    }

    internal OrganizationMetadata With(ManyToManyRelationship added) =>
        new(tables, declaredRelationships, new Dictionary<string, ManyToManyRelationship>(manyToMany, StringComparer.Ordinal) { [added.SchemaName] = added });

    private IEnumerable<RelationshipMetadata> AllRelationships()
    {
        var declared = new HashSet<(string, string, string)>();
        foreach (var relationship in declaredRelationships.Values)
        {
            declared.Add((relationship.ReferencingTable, relationship.ReferencingColumn, relationship.ReferencedTable));
            yield return relationship;
        }

        foreach (var table in tables.Values)
        {
            foreach (var column in table.Columns.Values.Where(column => column.IsLookup))
            {
                foreach (var target in column.Targets)
                {
                    if (!declared.Contains((table.LogicalName, column.LogicalName, target)))
                    {
                        yield return new RelationshipMetadata(
                            $"{target}_{table.LogicalName}_{column.LogicalName}",
                            target,
                            table.LogicalName,
                            column.LogicalName
                        );
                    }
                }
            }
        }
    }
}
