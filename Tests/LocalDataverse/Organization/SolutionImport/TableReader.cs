using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport;

/// <summary>Reads tables: whole ones, and columns and keys that a solution adds to tables of others.</summary>
internal sealed class TableReader(string solution, OrganizationMetadata installed, SolutionFile file, IReadOnlyList<ImportedRelationship> relationships)
{
    private readonly Dictionary<string, IReadOnlyList<ChoiceOption>> choices = ChoiceReader.Global(file);
    private readonly HashSet<string> shells =
    [
        .. file
            .Manifest.Descendants("RootComponent")
            .Where(c => (string?)c.Attribute("type") == "1" && (string?)c.Attribute("behavior") is "1" or "2")
            .Select(c => (string)c.Attribute("schemaName")!),
    ];

    /// <summary>The tables as they will be after the import.</summary>
    internal IReadOnlyList<ImportedTable> Read() => [.. file.Section("Entities", "Entity").Select(Read)];

    private ImportedTable Read(XElement entity)
    {
        var element = entity.Element("EntityInfo")?.Element("entity") ?? throw ImportFault.Xml("customizations.xml", "a table has no element entity");
        var schemaName = element.AttributeText("Name", "table");
        var logicalName = schemaName.ToLowerInvariant();
        var reader = new ColumnReader(logicalName, choices, relationships);
        var isShell = shells.Contains(logicalName);

        // What is marked as unmodified is no part of the solution: an import passes over it.
        var attributes =
            isShell && element.IsUnmodified()
                ? []
                : (element.Element("attributes")?.Elements("attribute") ?? []).Where(attribute => !attribute.IsUnmodified()).ToList();
        var columns = attributes.Select(attribute => (Xml: attribute, Metadata: reader.Read(attribute))).ToList();
        var before = installed.Table(logicalName);
        foreach (var (_, column) in columns)
        {
            RefuseTypeChange(before?.Column(column.LogicalName), column, logicalName);
        }

        var table = isShell
            ? (before ?? throw ImportFault.Missing(solution, $"columns of {logicalName}", $"table {logicalName}")).WithColumns(columns.Select(c => c.Metadata))
            : Whole(element, schemaName, before, columns);
        table = StandardColumns.Complete(table);
        table = table.WithColumns(columns.Where(c => !table.Columns.ContainsKey(c.Metadata.LogicalName)).Select(c => c.Metadata));
        var keys = isShell && element.IsUnmodified() ? [] : Keys(element, table).ToList();
        return new ImportedTable(
            keys.Aggregate(table, (result, key) => result.WithKey(key)),
            IsWhole: !isShell,
            [.. columns.Select(c => c.Metadata.LogicalName)],
            [.. keys.Select(key => key.LogicalName)]
        );
    }

    // Columns that the platform gives every table come from there; only states, which a solution may define, come from the solution.
    private static TableMetadata Whole(
        XElement element,
        string schemaName,
        TableMetadata? before,
        IReadOnlyList<(XElement Xml, ColumnMetadata Metadata)> columns
    )
    {
        var logicalName = schemaName.ToLowerInvariant();
        var primaryId =
            columns.FirstOrDefault(c => c.Xml.OptionalText("Type") == "primarykey").Metadata
            ?? throw ImportFault.Component(logicalName, "the table has no primary key");
        var primaryName =
            columns.FirstOrDefault(c => c.Xml.OptionalText("DisplayMask")?.Split('|').Contains("PrimaryName") == true).Metadata
            ?? throw ImportFault.Component(logicalName, "the table has no primary name column");
        return new TableMetadata(
            logicalName,
            element.OptionalText("EntitySetName") ?? logicalName + "s",
            primaryId.LogicalName,
            primaryName.LogicalName,
            Ownership(element, logicalName)
        )
        {
            SchemaName = schemaName,
            DisplayName = element.Label("LocalizedNames", "LocalizedName") ?? schemaName,
            ChangeTracking = element.Flag("ChangeTrackingEnabled"),
            Columns = before?.Columns ?? new Dictionary<string, ColumnMetadata>(),
            Keys = before?.Keys ?? [],
        }.WithColumns(
            columns
                .Where(c => c.Xml.Flag("IsCustomField") || c.Metadata.Type is ColumnType.State or ColumnType.Status || c.Metadata == primaryId)
                .Select(c => c.Metadata)
        );
    }

    private static TableOwnership Ownership(XElement element, string table) =>
        element.OptionalText("OwnershipTypeMask") switch
        {
            "UserOwned" => TableOwnership.User,
            "OrgOwned" or "OrganizationOwned" => TableOwnership.Organization,
            var other => throw ImportFault.Component(table, $"tables owned as {other ?? "nothing"} cannot be imported here"),
        };

    private static void RefuseTypeChange(ColumnMetadata? before, ColumnMetadata after, string table)
    {
        if (before is not null && before.Type != after.Type)
        {
            throw ImportFault.Component(
                $"{table}.{after.LogicalName}",
                $"the column exists with type {before.Type}, which an import cannot change to {after.Type}"
            );
        }
    }

    private static IEnumerable<AlternateKey> Keys(XElement element, TableMetadata table)
    {
        foreach (var key in element.Element("EntityKeys")?.Elements("EntityKey") ?? [])
        {
            var name = key.Text("LogicalName", table.LogicalName);
            IReadOnlyList<string> columns = [.. (key.Element("EntityKeyAttributes")?.Elements("AttributeName") ?? []).Select(c => c.Value.Trim())];
            if (columns.Count == 0 || columns.FirstOrDefault(c => table.Column(c) is null) is { } _)
            {
                throw ImportFault.Component(
                    $"{table.LogicalName}, key {name}",
                    $"a column of the key does not exist: {columns.FirstOrDefault(c => table.Column(c) is null) ?? "none is named"}"
                );
            }

            yield return new AlternateKey(name, key.Label("displaynames", "displayname") ?? name, columns);
        }
    }
}
