using Finance.Ledger;
using Finance.Posting;
using Finance.Posting.Documents;
using Finance.Rates;
using Finance.SetUp;
using Finance.Storage;

namespace Finance.Proposals;

/// <summary>A draft as posting would book it today: priced and booked by the same rules, with nothing written.</summary>
internal sealed class DraftInvoice
{
    private readonly FinanceContext _context;
    private readonly SetUpCatalogue _setUp;
    private readonly InvoiceProposal _header;
    private readonly Company _company;
    private readonly List<Fault> _faults = [];

    public DraftInvoice(FinanceContext context, SetUpCatalogue setUp, InvoiceProposal header, TimeProvider clock)
    {
        (_context, _setUp, _header) = (context, setUp, header);
        _company = setUp.Company(header.DataAreaId)!;
        var today = CompanyClock.Today(_company, clock);
        InvoiceDate = ProposalDates.OfInvoice(header, today);
        AccountingDate = ProposalDates.OfAccounting(header, InvoiceDate);
        (header.PostedInvoiceDate, header.PostedAccountingDate) = (InvoiceDate, AccountingDate);
        Customer = Payer.Of(setUp, header, _faults);
        DueDate = Customer is null ? null : ProposalDueDate.Of(setUp, header, Customer, InvoiceDate, today);
    }

    /// <summary>What stands in the way of posting, as far as it can be told before.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    public Customer? Customer { get; }

    public DateOnly InvoiceDate { get; }

    public DateOnly AccountingDate { get; }

    public DateOnly? DueDate { get; }

    public RatePair? Rates { get; private set; }

    /// <summary>The document without number and voucher; null where something stands in the way of it.</summary>
    public InvoiceContent? Content { get; private set; }

    /// <summary>Prices the lines; each line that can be posted is handed on.</summary>
    public async Task PriceAsync(Action<PricedLine> each, CancellationToken cancellation)
    {
        CheckSetUp();
        _faults.AddRange(await TakenBackLines.FaultsAsync(_context, _header, cancellation));
        var shares = await RetainerShares.FindAsync(_context, _setUp, _header, cancellation);
        var pricing = new InvoicePricing(_setUp, new CompanyBooks(_setUp, _company), _header, shares, _faults);
        await foreach (var page in InvoicePages.ReadAsync(_context, _header, cancellation))
        {
            pricing.Check(page);
        }

        Rates = pricing.Rates;
        if (_faults.Count == 0 && pricing.LineCount > 0)
        {
            pricing.Close();
            await BookAsync(pricing, each, cancellation);
        }

        if (pricing.LineCount > 0 && await NumbersInOrder.FaultAsync(_context, _setUp, _header, wanted: null, cancellation) is { } disorder)
        {
            _faults.Add(disorder);
        }

        if (ClosedPeriod.Fault(_setUp, _header) is { } closed)
        {
            _faults.Add(closed);
        }
    }

    private void CheckSetUp()
    {
        foreach (var reference in new[] { NumberReferences.CustomerInvoice, NumberReferences.InvoiceVoucher })
        {
            if (_setUp.NumberSequence(_company.Id, reference) is null)
            {
                _faults.Add(new("PINV4211", $"Company {_company.Id} has no number sequence {reference}.", "Add it to the set-up"));
            }
        }
    }

    private async Task BookAsync(InvoicePricing pricing, Action<PricedLine> each, CancellationToken cancellation)
    {
        var voucher = new InvoiceVoucher(_setUp, _header, pricing.Books, await CreditedInvoice.FindAsync(_context, _header, cancellation));
        var summary = new InvoiceSummary();
        var (net, tax) = (0m, 0m);
        await foreach (var page in InvoicePages.ReadAsync(_context, _header, cancellation))
        {
            foreach (var line in page.Lines.Select(line => pricing.Price(line, page)))
            {
                voucher.Add(line);
                summary.Add(line);
                each(line);
                (net, tax) = (net + line.Amount.Transaction, tax + line.Tax);
            }

            voucher.Take();
        }

        try
        {
            Content = summary.Content(_setUp, InvoiceOf(voucher.Close(), Money.Normalise(net + tax)), _header, Customer!, ProposalDueDate.TermsOf(_header, Customer!), voucher.Credited);
        }
        catch (FinanceRefusal refusal)
        {
            _faults.Add(new(refusal.Code, refusal.Text));
        }
    }

    private PostedInvoice InvoiceOf(IReadOnlyList<CustomerBalance> owed, decimal amount) => new()
    {
        DataAreaId = _company.Id,
        InvoiceProposalId = _header.InvoiceProposalId,
        DocumentType = amount < 0 ? "CreditNote" : "Invoice",
        InvoiceDate = InvoiceDate,
        DueDate = DueDate!.Value,
        CurrencyId = _header.SalesCurrency,
        ExchangeRate = Rates!.Accounting,
        InvoiceAmount = amount,
        InvoiceAmountAccounting = Money.Normalise(owed.Sum(part => part.AccountingAmount)),
    };
}
