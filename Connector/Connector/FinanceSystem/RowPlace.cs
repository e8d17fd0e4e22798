namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>Where rows of a set lie.</summary>
/// <param name="Set">The set.</param>
/// <param name="Company">The company below which it lies; null where rows name their company.</param>
/// <param name="Owner">The row below which it lies in turn, such as <c>salesInvoices(id)</c>; null for none.</param>
internal sealed record RowPlace(FinanceSet Set, FinanceCompany? Company, string? Owner = null);
