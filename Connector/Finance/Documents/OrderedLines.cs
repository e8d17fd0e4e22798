using ProjectInvoice.Finance.Proposals;

namespace ProjectInvoice.Finance.Documents;

/// <summary>
/// The lines of a document in the order of its layout: by section, in each by what they are ordered by; equal ones in the order of their numbers. The layout is
/// one of detail.
/// </summary>
internal static class OrderedLines
{
    public static IQueryable<ProposalLine> Of(IQueryable<ProposalLine> lines, InvoiceLayout layout)
    {
        var sections = layout.Sections switch
        {
            InvoiceSections.Project => lines.OrderBy(line => line.ProjectId ?? string.Empty),
            InvoiceSections.Category => lines.OrderBy(line => line.TransactionCategoryId ?? string.Empty),
            InvoiceSections.TransactionType => lines.OrderBy(line => line.TransactionType),
            _ => lines.OrderBy(line => line.InvoiceProposalId),
        };
        return (
            layout.Order switch
            {
                InvoiceOrder.Date => sections.ThenBy(line => line.TransactionDate),
                InvoiceOrder.Category => sections.ThenBy(line => line.TransactionCategoryId ?? string.Empty),
                InvoiceOrder.Amount => sections.ThenByDescending(line => line.NetAmount),
                _ => sections.ThenBy(line => line.ProjectId ?? string.Empty),
            }
        ).ThenBy(line => line.LineNumber);
    }
}
