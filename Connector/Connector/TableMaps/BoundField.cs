using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A field whose every name was found.</summary>
/// <param name="Map">The field as the map says it.</param>
/// <param name="Property">The property of finance; null for maps from finance.</param>
/// <param name="Paths">Its ways, in order.</param>
/// <param name="Where">Which related rows count for a computed value.</param>
internal sealed record BoundField(FieldMap Map, FinanceProperty? Property, IReadOnlyList<BoundPath> Paths, FilterExpression? Where);
