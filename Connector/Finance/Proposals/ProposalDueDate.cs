using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>
/// When a proposal is due: the date set by hand, unless the invoice date is another one by now; else by the terms of the proposal or of the customer.
/// </summary>
internal static class ProposalDueDate
{
    /// <param name="setUp">Holds the terms.</param>
    /// <param name="header">The proposal.</param>
    /// <param name="customer">Who is invoiced.</param>
    /// <param name="invoiceDate">The date of the invoice, which may be another than the proposal's.</param>
    /// <param name="today">Due date without terms.</param>
    public static DateOnly Of(SetupCatalog setUp, InvoiceProposal header, Customer customer, DateOnly invoiceDate, DateOnly today) =>
        header is { DueDateIsOverridden: true, DueDate: { } set } && invoiceDate == ProposalDates.OfInvoice(header, today)
            ? set
            : DueDate.Of(setUp, customer with { TermsOfPayment = TermsOf(header, customer) }, invoiceDate, today);

    /// <summary>The terms that hold: those of the customer until others are chosen on the proposal.</summary>
    public static string? TermsOf(InvoiceProposal header, Customer customer) =>
        header.TermsOfPaymentIsOverridden ? header.TermsOfPayment : customer.TermsOfPayment;
}
