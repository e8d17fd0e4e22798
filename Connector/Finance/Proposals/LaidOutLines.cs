using Finance.Posting;
using Finance.Posting.Documents;

namespace Finance.Proposals;

/// <summary>Lays the lines of a document out: in order, in sections, and in summary where that is chosen. Amounts are added up, never computed again.</summary>
internal sealed class LaidOutLines(InvoiceLayout layout)
{
    private readonly List<InvoiceLine> _lines = [];

    public void Add(PricedLine priced)
    {
        var line = priced.Line;
        _lines.Add(new InvoiceLine(
            line.LineNumber,
            line.Description,
            line.TransactionDate,
            line.ProjectId,
            line.TransactionCategoryId,
            line.TransactionType,
            line.Quantity,
            line.UnitOfMeasure,
            line.UnitPrice,
            priced.Amount.Transaction,
            priced.Tax,
            [.. priced.Taxed.Taxes.OrderBy(tax => tax.TaxCode, StringComparer.Ordinal).Select(tax => new InvoiceLineTax(tax.TaxCode, TaxCategory.Of(tax.Kind), tax.Percent))]));
    }

    public IReadOnlyList<ProFormaSection> Sections() =>
    [
        .. _lines.GroupBy(NameOf, StringComparer.Ordinal).OrderBy(section => section.Key, StringComparer.Ordinal).Select(section => new ProFormaSection(
            layout.Sections == InvoiceSections.None ? null : section.Key,
            Money.Normalise(section.Sum(line => line.NetAmount)),
            Money.Normalise(section.Sum(line => line.SalesTaxAmount)),
            [.. Ordered(layout.Detail == InvoiceDetail.Summary ? Summarised(section) : section)])),
    ];

    private string NameOf(InvoiceLine line) => layout.Sections switch
    {
        InvoiceSections.Project => line.Project ?? string.Empty,
        InvoiceSections.Category => line.Category ?? string.Empty,
        InvoiceSections.TransactionType => line.TransactionType,
        _ => string.Empty,
    };

    private IEnumerable<InvoiceLine> Ordered(IEnumerable<InvoiceLine> lines) => layout.Order switch
    {
        InvoiceOrder.Date => lines.OrderBy(line => line.TransactionDate).ThenBy(line => line.LineNumber),
        InvoiceOrder.Category => lines.OrderBy(line => line.Category, StringComparer.Ordinal).ThenBy(line => line.LineNumber),
        InvoiceOrder.Amount => lines.OrderByDescending(line => line.NetAmount).ThenBy(line => line.LineNumber),
        _ => lines.OrderBy(line => line.Project, StringComparer.Ordinal).ThenBy(line => line.LineNumber),
    };

    // One line for all of the same kind: its number and date are those of the first, its text that which all share.
    private static IEnumerable<InvoiceLine> Summarised(IEnumerable<InvoiceLine> lines) => lines
        .GroupBy(line => (line.Project, line.Category, line.TransactionType, line.UnitOfMeasure, line.UnitPrice, string.Join(';', line.Taxes.Select(tax => $"{tax.Code} {tax.Percent}"))))
        .Select(group => group.First() with
        {
            Description = group.Select(line => line.Description).Distinct().Take(2).ToList() is [var only] ? only : null,
            Quantity = Money.Normalise(group.Sum(line => line.Quantity)),
            NetAmount = Money.Normalise(group.Sum(line => line.NetAmount)),
            SalesTaxAmount = Money.Normalise(group.Sum(line => line.SalesTaxAmount)),
        });
}
