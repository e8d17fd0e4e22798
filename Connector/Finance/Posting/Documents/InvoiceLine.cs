namespace Finance.Posting.Documents;

/// <summary>One line of a posted invoice.</summary>
internal sealed record InvoiceLine(
    int LineNumber,
    string? Description,
    DateOnly TransactionDate,
    string? Project,
    string? Category,
    string TransactionType,
    decimal Quantity,
    string? UnitOfMeasure,
    decimal? UnitPrice,
    decimal NetAmount,
    decimal SalesTaxAmount,
    IReadOnlyList<InvoiceLineTax> Taxes);
