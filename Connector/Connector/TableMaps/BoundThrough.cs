using Connector.Dataverse;

namespace Connector.TableMaps;

/// <summary>A table that ties rows to what they wait for, whose every name was found.</summary>
/// <param name="Table">The table.</param>
/// <param name="Row">The column with the id of the row that waits.</param>
/// <param name="Awaited">The column with the id of the row that is waited for.</param>
/// <param name="Filter">Which rows of the table count; null for all.</param>
/// <param name="Where">Which rows are looked for there.</param>
public sealed record BoundThrough(TableDefinition Table, ColumnDefinition Row, ColumnDefinition Awaited, string? Filter, FilterExpression Where);
