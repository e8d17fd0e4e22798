using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Proposals.Retainers;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Review;

/// <summary>A draft as posting would book it today: priced and booked by the same rules, with nothing written.</summary>
internal sealed class DraftInvoice
{
    private readonly FinanceContext context;
    private readonly SetupCatalog setUp;
    private readonly InvoiceProposal header;
    private readonly Company company;
    private readonly List<Fault> faults = [];

    public DraftInvoice(FinanceContext context, SetupCatalog setUp, InvoiceProposal header, TimeProvider clock)
    {
        (this.context, this.setUp, this.header) = (context, setUp, header);
        company = setUp.Company(header.DataAreaId)!;
        var today = CompanyClock.Today(company, clock);
        InvoiceDate = ProposalDates.OfInvoice(header, today);
        AccountingDate = ProposalDates.OfAccounting(header, InvoiceDate);
        (header.PostedInvoiceDate, header.PostedAccountingDate) = (InvoiceDate, AccountingDate);
        Customer = Payer.Of(setUp, header, faults);
        DueDate = Customer is null ? null : ProposalDueDate.Of(setUp, header, Customer, InvoiceDate, today);
    }

    /// <summary>What stands in the way of posting, as far as it can be told before.</summary>
    public IReadOnlyList<Fault> Faults => faults;

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
        CheckSetup();
        faults.AddRange(await TakenBackLines.FaultsAsync(context, header, cancellation));
        var shares = await RetainerShares.FindAsync(context, setUp, header, cancellation);
        var pricing = new InvoicePricing(setUp, new CompanyBooks(setUp, company), header, shares, faults);
        await foreach (var page in InvoicePages.ReadAsync(context, header, cancellation))
        {
            pricing.Check(page);
        }

        Rates = pricing.Rates;
        if (faults.Count == 0 && pricing.LineCount > 0)
        {
            pricing.Close();
            await BookAsync(pricing, each, cancellation);
        }

        if (pricing.LineCount > 0 && await NumbersInOrder.FaultAsync(context, setUp, header, wanted: null, cancellation) is { } disorder)
        {
            faults.Add(disorder);
        }

        if (ClosedPeriod.Fault(setUp, header) is { } closed)
        {
            faults.Add(closed);
        }
    }

    private void CheckSetup()
    {
        foreach (var reference in new[] { NumberReferences.CustomerInvoice, NumberReferences.InvoiceVoucher })
        {
            if (setUp.NumberSequence(company.Id, reference) is null)
            {
                faults.Add(new("PINV4211", $"Company {company.Id} has no number sequence {reference}.", "Add it to the set-up"));
            }
        }
    }

    private async Task BookAsync(InvoicePricing pricing, Action<PricedLine> each, CancellationToken cancellation)
    {
        var voucher = new InvoiceVoucher(setUp, header, pricing.Books, await CreditedInvoice.FindAsync(context, header, cancellation));
        var summary = new InvoiceSummary();
        var (net, tax) = (0m, 0m);
        await foreach (var page in InvoicePages.ReadAsync(context, header, cancellation))
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
            Content = summary.Content(
                setUp,
                InvoiceOf(voucher.Close(), Money.Normalize(net + tax)),
                header,
                Customer!,
                ProposalDueDate.TermsOf(header, Customer!),
                voucher.Credited
            );
        }
        catch (FinanceRefusal refusal)
        {
            faults.Add(new(refusal.Code, refusal.Text));
        }
    }

    private PostedInvoice InvoiceOf(IReadOnlyList<CustomerBalance> owed, decimal amount) =>
        new()
        {
            DataAreaId = company.Id,
            InvoiceProposalId = header.InvoiceProposalId,
            DocumentType = amount < 0 ? "CreditNote" : "Invoice",
            InvoiceDate = InvoiceDate,
            DueDate = DueDate!.Value,
            CurrencyId = header.SalesCurrency,
            ExchangeRate = Rates!.Accounting,
            InvoiceAmount = amount,
            InvoiceAmountAccounting = Money.Normalize(owed.Sum(part => part.AccountingAmount)),
        };
}
