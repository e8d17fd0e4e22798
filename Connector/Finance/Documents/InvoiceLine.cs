using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.SalesTax;

namespace ProjectInvoice.Finance.Documents;

/// <summary>One line of an invoice document; amounts in invoice currency.</summary>
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
    IReadOnlyList<InvoiceLineTax> Taxes
)
{
    /// <summary>A line as it was posted, or priced as posting would do it.</summary>
    public static InvoiceLine Of(ProposalLine line, IEnumerable<SalesTaxTransaction> taxes) =>
        new(
            line.LineNumber,
            line.Description,
            line.TransactionDate,
            line.ProjectId,
            line.TransactionCategoryId,
            line.TransactionType,
            line.Quantity,
            line.UnitOfMeasure,
            line.UnitPrice,
            line.NetAmount,
            line.SalesTaxAmount,
            [.. taxes.OrderBy(tax => tax.TaxCode, StringComparer.Ordinal).Select(tax => new InvoiceLineTax(tax.TaxCode, TaxCategory.Of(tax.Kind), tax.Percent))]
        );
}
