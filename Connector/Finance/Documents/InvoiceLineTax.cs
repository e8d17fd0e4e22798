namespace ProjectInvoice.Finance.Documents;

/// <summary>A sales tax code of a line, with its category of EN 16931.</summary>
internal sealed record InvoiceLineTax(string Code, string Category, decimal Percent);
