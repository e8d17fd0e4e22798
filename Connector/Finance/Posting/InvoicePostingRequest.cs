namespace ProjectInvoice.Finance.Posting;

/// <summary>How to post.</summary>
/// <param name="InvoiceDate">With which date; null takes the header's, else today.</param>
/// <param name="CustomerInvoiceNumber">Under which number: one that a restore has cost and that the customer holds. Null takes the next one.</param>
internal sealed record InvoicePostingRequest(DateOnly? InvoiceDate = null, string? CustomerInvoiceNumber = null);
