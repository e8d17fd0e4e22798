using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Tables and columns as they will be after an import, with the system columns that a solution lists and that are not modeled here.</summary>
internal sealed class KnownColumns
{
    private readonly OrganizationMetadata tables;
    private readonly HashSet<(string Table, string Column)> listed;

    internal KnownColumns(OrganizationMetadata tables, SolutionFile file)
    {
        this.tables = tables;
        listed =
        [
            .. file.Tables()
                .SelectMany(pair =>
                    (pair.Entity.Element("EntityInfo")?.Element("entity")?.Element("attributes")?.Elements("attribute") ?? []).Select(attribute =>
                        (pair.Table, attribute.OptionalText("LogicalName") ?? string.Empty)
                    )
                ),
        ];
    }

    internal bool HasTable(string table) => tables.Table(table) is not null;

    internal bool Has(string table, string column) => tables.Table(table)?.Column(column) is not null || listed.Contains((table, column));
}
