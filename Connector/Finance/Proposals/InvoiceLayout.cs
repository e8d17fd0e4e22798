namespace ProjectInvoice.Finance.Proposals;

/// <summary>How the document of an invoice is laid out. Amounts, taxes and line numbers do not depend on it.</summary>
internal sealed record InvoiceLayout(InvoiceSections Sections, InvoiceDetail Detail, InvoiceOrder Order)
{
    public static InvoiceLayout Of(InvoiceProposal header) => new(header.LayoutSections, header.LayoutDetail, header.LayoutOrder);
}
