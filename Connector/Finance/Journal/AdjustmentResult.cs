namespace ProjectInvoice.Finance.Journal;

/// <summary>A posted transaction after its adjustment, and the voucher that booked it; null where nothing had to be booked.</summary>
internal sealed record AdjustmentResult(Guid Actual, string? Voucher, string Dimensions, string? SalesTaxGroup, string? ItemSalesTaxGroup);
