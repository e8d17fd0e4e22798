using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport;

/// <summary>A table as it will be after an import.</summary>
/// <param name="Metadata">The table, with what it had before.</param>
/// <param name="IsWhole">The solution's own table; false: a table of others to which it adds.</param>
/// <param name="Columns">Columns that the solution holds.</param>
/// <param name="Keys">Alternate keys that the solution holds.</param>
internal sealed record ImportedTable(TableMetadata Metadata, bool IsWhole, IReadOnlyList<string> Columns, IReadOnlyList<string> Keys);
