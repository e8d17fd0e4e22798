namespace LocalEnvironment.Reporting;

/// <summary>A pro forma invoice in the report. Amounts are without tax; the tax is in the invoice's currency.</summary>
public sealed record ReportedInvoice(
    string InvoiceNumber,
    string ProjectInvoiceStatus,
    string FinanceStatus,
    string? CustomerInvoiceNumber,
    string? CustomerInvoiceDate,
    string Currency,
    decimal Amount,
    decimal? TaxAmount,
    string? AccountingCurrency,
    decimal? AccountingAmount,
    IReadOnlyList<ReportedActual> Actuals
);
