namespace ProjectInvoice.Finance.Journal;

/// <summary>The new values of a posted transaction. What is null stays as it is; an empty text or set takes the value away.</summary>
internal sealed record AdjustmentRequest(
    IReadOnlyDictionary<string, string>? Dimensions = null,
    string? SalesTaxGroup = null,
    string? ItemSalesTaxGroup = null
);
