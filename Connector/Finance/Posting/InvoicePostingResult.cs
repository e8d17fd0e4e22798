namespace ProjectInvoice.Finance.Posting;

/// <summary>What posting made of a proposal; a repeated posting returns the same.</summary>
internal sealed record InvoicePostingResult(string? CustomerInvoiceNumber, string? Voucher, DateOnly? InvoiceDate, string Outcome);
