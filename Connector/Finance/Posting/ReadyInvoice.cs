using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Posting;

/// <summary>A proposal that is to be posted, and the dates that this is decided by: period and rates by one, tax and due date by the other.</summary>
internal sealed record ReadyInvoice(InvoiceProposal Header, CompanyBooks Books, DateOnly InvoiceDate, DateOnly AccountingDate)
{
    public Company Company => Books.Company;

    /// <param name="invoiceDate">Null takes that of the proposal.</param>
    public static ReadyInvoice On(SetupCatalog setUp, InvoiceProposal header, DateOnly? invoiceDate, TimeProvider clock)
    {
        var company = setUp.Company(header.DataAreaId)!;
        var date = invoiceDate ?? ProposalDates.OfInvoice(header, CompanyClock.Today(company, clock));
        return new ReadyInvoice(header, new CompanyBooks(setUp, company), date, ProposalDates.OfAccounting(header, date));
    }
}
