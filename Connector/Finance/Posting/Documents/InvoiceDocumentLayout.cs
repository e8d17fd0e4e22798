using Finance.Proposals;

namespace Finance.Posting.Documents;

/// <summary>How the proposal said that the document is laid out. The lines are ordered by it; they are always all there, whatever the detail that is to be shown.</summary>
internal sealed record InvoiceDocumentLayout(string Sections, string Detail, string Order)
{
    public static InvoiceDocumentLayout Of(InvoiceProposal header) => new(header.LayoutSections.ToString(), header.LayoutDetail.ToString(), header.LayoutOrder.ToString());

    /// <summary>Lines in the order of their sections, in each by what they are ordered by; equal ones in the order of their numbers.</summary>
    public IQueryable<ProposalLine> Ordered(IQueryable<ProposalLine> lines)
    {
        var sections = Sections switch
        {
            nameof(InvoiceSections.Project) => lines.OrderBy(line => line.ProjectId ?? string.Empty),
            nameof(InvoiceSections.Category) => lines.OrderBy(line => line.TransactionCategoryId ?? string.Empty),
            nameof(InvoiceSections.TransactionType) => lines.OrderBy(line => line.TransactionType),
            _ => lines.OrderBy(line => line.InvoiceProposalId),
        };
        return (Order switch
        {
            nameof(InvoiceOrder.Date) => sections.ThenBy(line => line.TransactionDate),
            nameof(InvoiceOrder.Category) => sections.ThenBy(line => line.TransactionCategoryId ?? string.Empty),
            nameof(InvoiceOrder.Amount) => sections.ThenBy(line => line.Amount),
            _ => sections.ThenBy(line => line.ProjectId ?? string.Empty),
        }).ThenBy(line => line.LineNumber);
    }
}
