namespace ProjectInvoice.Finance.Documents;

/// <summary>A preceding invoice of which lines are credited.</summary>
internal sealed record InvoiceReference(string Number, DateOnly InvoiceDate);
