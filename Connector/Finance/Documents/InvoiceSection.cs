namespace ProjectInvoice.Finance.Documents;

/// <summary>A section of a laid-out document with its totals, in invoice currency; without sections there is one that has no name.</summary>
internal sealed record InvoiceSection(string? Name, IReadOnlyList<InvoiceLine> Lines, decimal NetAmount, decimal SalesTaxAmount);
