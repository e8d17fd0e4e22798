using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Posting;

/// <summary>A priced invoice with its voucher and its customer invoice number, as it is booked. Those of a draft are empty.</summary>
internal sealed record NumberedInvoice(PricedInvoice Priced, string Voucher, string Number)
{
    public InvoiceProposal Header => Priced.Ready.Header;

    public CompanyBooks Books => Priced.Ready.Books;

    public Company Company => Priced.Ready.Company;

    public Customer Customer => Priced.Customer;

    public RatePair Rates => Priced.Rates;

    public DateOnly InvoiceDate => Priced.Ready.InvoiceDate;

    public DateOnly AccountingDate => Priced.Ready.AccountingDate;

    /// <summary>The terms that gave the due date.</summary>
    public string? TermsOfPayment => ProposalDueDate.TermsOf(Header, Customer);

    public static NumberedInvoice Draft(PricedInvoice priced) => new(priced, string.Empty, string.Empty);

    public PricedLine Price(ProposalLine line, InvoicePage page) => Priced.Price(line, page, Voucher);

    public DateOnly DueOn(SetupCatalog setUp, DateOnly today) => ProposalDueDate.Of(setUp, Header, Customer, InvoiceDate, today);
}
