namespace LocalEnvironment.Reporting;

/// <summary>An actual of an invoice in the report. Amounts at the decimals of their currency; what is not set is null.</summary>
internal sealed record ReportedActual(
    Guid Id,
    string TransactionType,
    string TransactionClass,
    string? BillingType,
    decimal? Quantity,
    decimal? Price,
    decimal? Amount,
    string? AdjustmentStatus,
    string? BillingStatus,
    bool SkipSync,
    string? Voucher,
    decimal? ExchangeRate,
    decimal? AccountingAmount,
    decimal? TaxAmount
);
