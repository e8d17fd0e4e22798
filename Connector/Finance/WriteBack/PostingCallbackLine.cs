namespace ProjectInvoice.Finance.WriteBack;

/// <summary>What posting gave one actual: accounting amount and accounting tax in accounting currency, tax in the invoice's currency.</summary>
internal sealed record PostingCallbackLine(
    Guid ActualsImportId,
    string? Voucher,
    decimal ExchangeRate,
    decimal AccountingAmount,
    decimal TaxAmount,
    decimal AccountingTaxAmount
);
