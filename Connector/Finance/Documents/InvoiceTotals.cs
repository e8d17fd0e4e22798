namespace ProjectInvoice.Finance.Documents;

/// <summary>The totals of an invoice in its currency, negative on a credit note.</summary>
/// <param name="LineCount">Number of lines.</param>
/// <param name="NetAmount">All lines without sales tax.</param>
/// <param name="RetainersDeducted">How much of that the lines deduct as advances and retainers, without sales tax; zero or negative.</param>
/// <param name="TaxAmount">Sales tax.</param>
/// <param name="AmountDue">With sales tax: what the customer owes.</param>
/// <param name="AccountingAmountDue">That in accounting currency.</param>
internal sealed record InvoiceTotals(
    int LineCount,
    decimal NetAmount,
    decimal RetainersDeducted,
    decimal TaxAmount,
    decimal AmountDue,
    decimal AccountingAmountDue
);
