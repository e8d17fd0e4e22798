using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport;

/// <summary>The definitions that belong to a solution alone.</summary>
/// <param name="Tables">Its own tables.</param>
/// <param name="Columns">Its columns on tables of others.</param>
/// <param name="Keys">Its alternate keys on tables of others.</param>
/// <param name="Relationships">Schema names of its relationships.</param>
internal sealed record OwnDefinitions(
    IReadOnlyList<TableMetadata> Tables,
    IReadOnlyList<(TableMetadata Table, IReadOnlyList<string> Names)> Columns,
    IReadOnlyList<(TableMetadata Table, IReadOnlyList<string> Names)> Keys,
    IReadOnlyList<string> Relationships
)
{
    internal static OwnDefinitions Of(OrganizationMetadata metadata, ILookup<int, Guid> components, IReadOnlyDictionary<Guid, int> behaviors)
    {
        var tables = metadata
            .Tables.Where(table =>
                components[SolutionComponent.Table].Contains(SolutionComponent.TableId(table)) && behaviors[SolutionComponent.TableId(table)] == 0
            )
            .ToList();
        return new OwnDefinitions(
            tables,
            Parts(table => table.Columns.Keys.Where(column => components[SolutionComponent.Column].Contains(SolutionComponent.ColumnId(table, column)))),
            Parts(table =>
                table.Keys.Select(key => key.LogicalName).Where(key => components[SolutionComponent.Key].Contains(SolutionComponent.KeyId(table, key)))
            ),
            [
                .. metadata
                    .DeclaredRelationships.Where(r => components[SolutionComponent.Relationship].Contains(SolutionComponent.RelationshipId(r)))
                    .Select(r => r.SchemaName),
            ]
        );

        IReadOnlyList<(TableMetadata Table, IReadOnlyList<string> Names)> Parts(Func<TableMetadata, IEnumerable<string>> names) =>
            [.. metadata.Tables.Except(tables).Select(table => (table, (IReadOnlyList<string>)[.. names(table)])).Where(part => part.Item2.Count > 0)];
    }

    /// <summary>Lookups that stay and name one of the tables that go.</summary>
    internal IEnumerable<LookupOfOthers> LookupsOfOthers(OrganizationMetadata metadata) =>
        from table in metadata.Tables.Where(table => Tables.All(own => own.LogicalName != table.LogicalName))
        let gone = Columns.Where(part => part.Table.LogicalName == table.LogicalName).SelectMany(part => part.Names).ToList()
        from column in table.Columns.Values.Where(column => column.IsLookup && !gone.Contains(column.LogicalName))
        where column.Targets.Any(target => Tables.Any(own => own.LogicalName == target))
        select new LookupOfOthers(table, column.LogicalName);

    /// <summary>The metadata without all of it.</summary>
    internal OrganizationMetadata RemovedFrom(OrganizationMetadata metadata)
    {
        var changed = Columns
            .Concat(Keys)
            .Select(part => part.Table.LogicalName)
            .Distinct()
            .Select(name => metadata.Table(name)!.Without([.. NamesOf(Columns, name)], [.. NamesOf(Keys, name)]));
        return metadata.Without([.. Tables.Select(table => table.LogicalName)], Relationships).With(changed);
    }

    private static IEnumerable<string> NamesOf(IEnumerable<(TableMetadata Table, IReadOnlyList<string> Names)> parts, string table) =>
        parts.Where(part => part.Table.LogicalName == table).SelectMany(part => part.Names);
}
