namespace ProjectInvoice.Finance.Proposals;

/// <summary>The two dates of a proposal: of its invoice, by which tax and due date go, and of its accounting, by which period and rates go.</summary>
internal static class ProposalDates
{
    /// <summary>The invoice date, as long as posting chooses no other: that of the header, else its accounting date, else today.</summary>
    public static DateOnly OfInvoice(InvoiceProposal header, DateOnly today) => header.InvoiceDate ?? header.AccountingDate ?? today;

    /// <summary>The accounting date: that of the header, else the invoice date.</summary>
    public static DateOnly OfAccounting(InvoiceProposal header, DateOnly invoiceDate) => header.AccountingDate ?? invoiceDate;
}
