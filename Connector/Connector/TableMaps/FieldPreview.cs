namespace ProjectInvoice.Connector.TableMaps;

/// <summary>What one field of a row becomes.</summary>
/// <param name="Field">The field of finance.</param>
/// <param name="From">The column that its value was read from, or what else it is made of.</param>
/// <param name="Read">The value as it was read; null where there is none.</param>
/// <param name="Transform">What was done with it: <c>value map</c>, <c>day</c>, <c>kept</c>, or nothing.</param>
/// <param name="Sent">The value that finance gets; null where it gets none.</param>
/// <param name="Fault">What stops the row; null for nothing.</param>
internal sealed record FieldPreview(string Field, string From, object? Read, string Transform, object? Sent, Fault? Fault);
