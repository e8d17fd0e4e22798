namespace Finance.Posting;

/// <summary>With which date to post; null takes the header's, else today.</summary>
internal sealed record InvoicePostingRequest(DateOnly? InvoiceDate = null);
