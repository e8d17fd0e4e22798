namespace ProjectInvoice.Connector.TableMaps;

/// <summary>One step along a lookup.</summary>
/// <param name="Column">The lookup (or a text column that holds an id).</param>
/// <param name="Table">The table it leads to, where the map names it in parentheses; null where the lookup has only one.</param>
internal sealed record ColumnHop(string Column, string? Table);
