namespace ProjectInvoice.Connector.Invoices;

/// <summary>One page of invoices, the longest under way first.</summary>
/// <param name="Invoices">The invoices.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
internal sealed record InvoicePage(IReadOnlyList<InvoiceLine> Invoices, string? Next);
