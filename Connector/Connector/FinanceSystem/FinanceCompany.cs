namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>A company below which rows lie.</summary>
/// <param name="Code">What maps call <c>dataAreaId</c>.</param>
/// <param name="Id">What stands in addresses.</param>
internal sealed record FinanceCompany(string Code, string Id);
