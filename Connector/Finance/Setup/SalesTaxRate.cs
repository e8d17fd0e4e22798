namespace ProjectInvoice.Finance.Setup;

/// <summary>The percentage of a sales tax code from a date on.</summary>
internal sealed record SalesTaxRate(DateOnly ValidFrom, decimal Percent);
