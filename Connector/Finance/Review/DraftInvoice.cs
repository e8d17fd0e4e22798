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
    private readonly ReadyInvoice ready;
    private readonly DateOnly today;
    private readonly List<Fault> faults = [];

    public DraftInvoice(FinanceContext context, SetupCatalog setUp, InvoiceProposal header, TimeProvider clock)
    {
        (this.context, this.setUp, this.header) = (context, setUp, header);
        ready = ReadyInvoice.On(setUp, header, null, clock);
        today = CompanyClock.Today(ready.Company, clock);
        Customer = Payer.Of(setUp, header, faults);
        DueDate = Customer is null ? null : ProposalDueDate.Of(setUp, header, Customer, InvoiceDate, today);
    }

    /// <summary>What stands in the way of posting, as far as it can be told before.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    public Customer? Customer { get; }

    public DateOnly InvoiceDate => ready.InvoiceDate;

    public DateOnly AccountingDate => ready.AccountingDate;

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
        var pricing = await InvoicePricing.CheckAsync(context, setUp, ready, shares, faults, cancellation);
        Rates = pricing.Rates;
        if (pricing.Close(Customer) is { } priced)
        {
            await BookAsync(NumberedInvoice.Draft(priced), each, cancellation);
        }

        if (pricing.LineCount > 0 && await NumbersInOrder.FaultAsync(context, setUp, ready, wanted: null, cancellation) is { } disorder)
        {
            faults.Add(disorder);
        }

        if (ClosedPeriod.Fault(setUp, ready) is { } closed)
        {
            faults.Add(closed);
        }
    }

    private void CheckSetup()
    {
        foreach (var reference in new[] { NumberReferences.CustomerInvoice, NumberReferences.InvoiceVoucher })
        {
            if (setUp.NumberSequence(ready.Company.Id, reference) is null)
            {
                faults.Add(SetupErrors.NoNumberSequence.Found(ready.Company.Id, reference));
            }
        }
    }

    private async Task BookAsync(NumberedInvoice invoice, Action<PricedLine> each, CancellationToken cancellation)
    {
        var voucher = new InvoiceVoucher(setUp, invoice, await CreditedInvoice.FindAsync(context, header, cancellation));
        var summary = new InvoiceSummary();
        var (net, tax) = (0m, 0m);
        await foreach (var page in InvoicePages.ReadAsync(context, header, cancellation))
        {
            foreach (var line in page.Lines.Select(line => invoice.Price(line, page)))
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
                InvoiceOf(invoice, voucher.Close(), Money.Normalize(net + tax)),
                header,
                invoice.Customer,
                invoice.TermsOfPayment,
                voucher.Credited
            );
        }
        catch (FinanceRefusal refusal)
        {
            faults.AddRange(refusal.Faults);
        }
    }

    private PostedInvoice InvoiceOf(NumberedInvoice invoice, IReadOnlyList<CustomerBalance> owed, decimal amount) =>
        new()
        {
            DataAreaId = invoice.Company.Id,
            InvoiceProposalId = header.InvoiceProposalId,
            DocumentType = amount < 0 ? "CreditNote" : "Invoice",
            InvoiceDate = InvoiceDate,
            DueDate = invoice.DueOn(setUp, today),
            CurrencyId = header.SalesCurrency,
            ExchangeRate = invoice.Rates.Accounting,
            InvoiceAmount = amount,
            InvoiceAmountAccounting = Money.Normalize(owed.Sum(part => part.AccountingAmount)),
        };
}
