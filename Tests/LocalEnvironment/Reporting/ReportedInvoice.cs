namespace LocalEnvironment.Reporting;

/// <summary>A pro forma invoice in the report. Amounts are without tax; the tax is in the invoice's currency.</summary>
internal sealed record ReportedInvoice(
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
)
{
    /// <summary>Whether finance has nothing left to do for an invoice of this status.</summary>
    public static bool IsClosed(string financeStatus) => financeStatus is "Posted" or "Nothing to invoice";
}
