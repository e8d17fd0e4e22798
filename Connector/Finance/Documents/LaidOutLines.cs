using ProjectInvoice.Finance.Proposals;

namespace ProjectInvoice.Finance.Documents;

/// <summary>
/// Lays the lines of a document out: in sections, each in its order, and one line for all of the same kind, price and tax where a summary is chosen.
/// Amounts are added up, never computed again. A summary holds no more than its own lines, however many it sums up.
/// </summary>
internal sealed class LaidOutLines(InvoiceLayout layout)
{
    private readonly List<InvoiceLine> lines = [];
    private readonly Dictionary<string, int> kinds = new(StringComparer.Ordinal);

    /// <summary>The section of a line; null where the layout has none.</summary>
    public static string? SectionOf(InvoiceLine line, InvoiceLayout layout) =>
        layout.Sections switch
        {
            InvoiceSections.Project => line.Project ?? string.Empty,
            InvoiceSections.Category => line.Category ?? string.Empty,
            InvoiceSections.TransactionType => line.TransactionType,
            _ => null,
        };

    /// <summary>Adds a line; lines come in the order of their numbers.</summary>
    public void Add(InvoiceLine line)
    {
        if (layout.Detail == InvoiceDetail.Detail)
        {
            lines.Add(line);
            return;
        }

        var kind = string.Join(
            '\n',
            [
                line.Project,
                line.Category,
                line.TransactionType,
                line.UnitOfMeasure,
                $"{line.UnitPrice}",
                .. line.Taxes.Select(tax => $"{tax.Code} {tax.Percent}"),
            ]
        );
        if (kinds.TryAdd(kind, lines.Count))
        {
            lines.Add(line);
        }
        else
        {
            lines[kinds[kind]] = Sum(lines[kinds[kind]], line);
        }
    }

    public IReadOnlyList<InvoiceSection> Sections() =>
        [
            .. lines
                .GroupBy(line => SectionOf(line, layout), StringComparer.Ordinal)
                .OrderBy(section => section.Key, StringComparer.Ordinal)
                .Select(section => new InvoiceSection(
                    section.Key,
                    [.. Ordered(section)],
                    Money.Normalize(section.Sum(line => line.NetAmount)),
                    Money.Normalize(section.Sum(line => line.SalesTaxAmount))
                )),
        ];

    // The number and date of the first line stay, and the text where all share it.
    private static InvoiceLine Sum(InvoiceLine sum, InvoiceLine line) =>
        sum with
        {
            Description = sum.Description == line.Description ? sum.Description : null,
            Quantity = Money.Normalize(sum.Quantity + line.Quantity),
            NetAmount = Money.Normalize(sum.NetAmount + line.NetAmount),
            SalesTaxAmount = Money.Normalize(sum.SalesTaxAmount + line.SalesTaxAmount),
        };

    private IEnumerable<InvoiceLine> Ordered(IEnumerable<InvoiceLine> lines) =>
        layout.Order switch
        {
            InvoiceOrder.Date => lines.OrderBy(line => line.TransactionDate).ThenBy(line => line.LineNumber),
            InvoiceOrder.Category => lines.OrderBy(line => line.Category, StringComparer.Ordinal).ThenBy(line => line.LineNumber),
            InvoiceOrder.Amount => lines.OrderByDescending(line => line.NetAmount).ThenBy(line => line.LineNumber),
            _ => lines.OrderBy(line => line.Project, StringComparer.Ordinal).ThenBy(line => line.LineNumber),
        };
}
