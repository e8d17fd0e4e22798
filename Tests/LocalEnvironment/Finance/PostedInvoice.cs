namespace LocalEnvironment.Finance;

/// <summary>What posting one proposal gave: outcome Posted or NothingToInvoice.</summary>
internal sealed record PostedInvoice(string? CustomerInvoiceNumber, string? Voucher, string? InvoiceDate, string Outcome);
