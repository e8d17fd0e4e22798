using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Proposals.Retainers;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Posting;

/// <summary>
/// Gives the lines of an invoice their final rates, amounts, taxes and accounts: rates of the accounting date or of the agreement, taxes of the invoice date,
/// accounts of set-up; what credits a posted line takes everything from that. Every line passes twice, since the taxes of a line may depend on those of all.
/// </summary>
internal sealed class InvoicePricing
{
    private readonly SetupCatalog setUp;
    private readonly ReadyInvoice invoice;
    private readonly InvoiceProposal header;
    private readonly ICollection<Fault> faults;
    private readonly RateTable rates;
    private readonly LineTax tax;
    private readonly SalesTaxTotals totals;
    private readonly RetainerShares shares;
    private readonly Dictionary<string, RatePair?> byContract = new(StringComparer.Ordinal);
    private readonly HashSet<string> taxAccounts = new(StringComparer.Ordinal);
    private RatePair? ownRates;
    private RatePair? creditedRates;
    private bool checksHeader = true;

    private InvoicePricing(SetupCatalog setUp, ReadyInvoice invoice, RetainerShares shares, ICollection<Fault> faults)
    {
        (this.setUp, this.invoice, header, this.shares, this.faults) = (setUp, invoice, invoice.Header, shares, faults);
        foreach (var fault in shares.Faults)
        {
            faults.Add(fault);
        }

        if (setUp.Currency(header.SalesCurrency) is not { } currency)
        {
            faults.Add(PostingErrors.CurrencyGone.Found(header.SalesCurrency));
        }
        else
        {
            Decimals = currency.Decimals;
        }

        rates = new RateTable(setUp);
        tax = new LineTax(setUp, header, invoice.InvoiceDate, Decimals, shares);
        totals = new SalesTaxTotals(Decimals, invoice.Books);
    }

    /// <summary>Decimals of the invoice currency.</summary>
    public int Decimals { get; }

    /// <summary>The rates of the invoice: those of the first line that credits nothing, else of the first line.</summary>
    public RatePair? Rates => ownRates ?? creditedRates;

    public int LineCount { get; private set; }

    private CompanyBooks Books => invoice.Books;

    /// <summary>First pass, over all lines: everything that is missing, and the totals of the taxes.</summary>
    public static async Task<InvoicePricing> CheckAsync(
        FinanceContext context,
        SetupCatalog setUp,
        ReadyInvoice invoice,
        RetainerShares shares,
        ICollection<Fault> faults,
        CancellationToken cancellation
    )
    {
        var pricing = new InvoicePricing(setUp, invoice, shares, faults);
        await foreach (var page in InvoicePages.ReadAsync(context, invoice.Header, cancellation))
        {
            pricing.Check(page);
        }

        return pricing;
    }

    /// <summary>Between the passes.</summary>
    /// <returns>Null where something stands in the way of the invoice, or it has no lines.</returns>
    public PricedInvoice? Close(Customer? customer)
    {
        if (faults.Count > 0 || customer is null || Rates is not { } rates)
        {
            return null;
        }

        totals.Close();
        return new PricedInvoice(invoice, customer, rates, Price);
    }

    private void Check(InvoicePage page)
    {
        foreach (var line in page.Lines)
        {
            LineCount++;
            if (RatesOf(line, page) is { } rates)
            {
                _ = line.CreditedActualId is null ? ownRates ??= rates : creditedRates ??= rates;
                var taxed = Taxed(line, page, rates);
                totals.Add(taxed);
                CheckTaxes(taxed);
            }

            if (line.UnbilledActualId is { } unbilled && !page.Sources.ContainsKey(unbilled))
            {
                AddFault(PostingErrors.UnbilledNotPosted.Found(line.LineNumber));
            }

            CheckAccounts(line, page);
        }
    }

    private PricedLine Price(ProposalLine line, InvoicePage page, string voucher)
    {
        var rates = RatesOf(line, page) ?? throw new InvalidOperationException($"Line {line.LineNumber} has lost its rates between the passes.");
        var taxed = Taxed(line, page, rates);
        totals.Settle(taxed);
        TakeOver(taxed, line, voucher);
        var unbilled = line.UnbilledActualId is { } id ? page.Sources[id] : null;
        if (taxed.Credited is { } credited)
        {
            return PriceOfCredit(taxed, line, credited, rates, unbilled);
        }

        if (taxed.Share is { Retainer: var retainer } share)
        {
            return new PricedLine(taxed, rates, null, -share.Amount, retainer.PostingType!, retainer.CreditAccount!, retainer.Dimensions)
            {
                BookedRate = retainer.ExchangeRate,
            };
        }

        var type = PostingTypeOf(line);
        return new PricedLine(taxed, rates, unbilled, Books.Book(taxed.NetAmount, rates), type, setUp.Account(header.DataAreaId, type)!, line.Dimensions);
    }

    private void TakeOver(TaxedLine taxed, ProposalLine line, string voucher)
    {
        foreach (var tax in taxed.Taxes)
        {
            tax.AccountingDate = invoice.AccountingDate;
            tax.Voucher = voucher;
            tax.Dimensions = taxed.TakesBack ? tax.Dimensions : header.Dimensions;
        }

        (line.NetAmount, line.SalesTaxAmount) = (taxed.NetAmount, taxed.Tax);
    }

    /// <summary>A credit takes back what was booked, on the account and with the dimensions it was booked with.</summary>
    private PricedLine PriceOfCredit(TaxedLine taxed, ProposalLine line, ProjectTransaction credited, RatePair rates, ProjectTransaction? unbilled)
    {
        var takenBack = -new BookedAmount(credited.Amount, credited.AccountingAmount, credited.ReportingAmount);
        var bookedOn = credited.PostingType ?? PostingTypeOf(line);
        var account = credited.CreditAccount ?? setUp.Account(header.DataAreaId, bookedOn)!;
        return new PricedLine(taxed, rates, unbilled, takenBack, bookedOn, account, credited.Dimensions)
        {
            BookedRate = shares.RateOf(line) ?? rates.Accounting,
        };
    }

    private TaxedLine Taxed(ProposalLine line, InvoicePage page, RatePair rates) =>
        line.CreditedActualId is { } original
            ? tax.Of(line, page.Sources[original], page.PostedTaxesOf(line), rates, faults)
            : tax.Of(line, null, page.PostedTaxesOf(line), rates, faults);

    private RatePair? RatesOf(ProposalLine line, InvoicePage page)
    {
        if (line.CreditedActualId is { } original)
        {
            if (page.Sources.TryGetValue(original, out var credited))
            {
                return new RatePair(credited.ExchangeRate, credited.ReportingRate);
            }

            AddFault(PostingErrors.CreditedNotPosted.Found(line.LineNumber));
            return null;
        }

        var contract = line.ContractId ?? string.Empty;
        if (!byContract.TryGetValue(contract, out var rates))
        {
            byContract[contract] = rates = this.rates.Find(Books.Company, contract, header.SalesCurrency, invoice.AccountingDate, faults);
        }

        return rates;
    }

    private string PostingTypeOf(ProposalLine line) => PostingRules.OfRevenue(line.TransactionType, setUp.Profile(header.DataAreaId, line.ProfileId)!);

    private void CheckAccounts(ProposalLine line, InvoicePage page)
    {
        var company = Books.Company.Id;
        if (
            line.CreditedActualId is { } original
            && page.Sources.TryGetValue(original, out var credited)
            && credited.CreditAccount is not null
            && credited.PostingType is not null
        )
        {
            return;
        }

        if (shares.Of(line) is { Retainer: var retainer })
        {
            CheckHeader(company);
            CheckExchangeDifference(company, retainer);
            return;
        }

        if (setUp.Profile(company, line.ProfileId) is null)
        {
            AddFault(PostingErrors.ProfileGone.Found(line.ProfileId, company));
            return;
        }

        RequireAccount(PostingTypeOf(line));
        CheckDimensions(PostingTypeOf(line), setUp.Account(company, PostingTypeOf(line)), line.Dimensions, PostingErrors.CorrectLineDimensions);
        CheckHeader(company);
        if (line.UnbilledActualId is { } id && page.Sources.TryGetValue(id, out var unbilled) && unbilled.RevenueAccrued && unbilled.DebitAccount is null)
        {
            RequireAccount(PostingTypes.WipSalesValue);
            RequireAccount(PostingTypes.AccruedRevenue);
        }
    }

    private void CheckHeader(string company)
    {
        if (checksHeader)
        {
            RequireAccount(PostingTypes.CustomerBalance);
            CheckHeaderDimensions(PostingTypes.CustomerBalance, setUp.Account(company, PostingTypes.CustomerBalance));
            checksHeader = false;
        }
    }

    // What it was booked with stands on the account of the retainer; only what the rates make of it since is booked by set-up.
    private void CheckExchangeDifference(string company, ProjectTransaction retainer)
    {
        if (PostingRules.AccountOfExchangeDifference(setUp, company) is not { } account)
        {
            RequireAccount(PostingTypes.ExchangeDifferenceAdvances);
            return;
        }

        CheckDimensions(PostingTypes.ExchangeDifferenceAdvances, account, retainer.Dimensions, PostingErrors.CorrectExchangeDifference);
    }

    // Customer balance and sales tax carry the dimensions of the header.
    private void CheckTaxes(TaxedLine taxed)
    {
        foreach (var tax in !taxed.TakesBack ? taxed.Taxes.Where(tax => tax.TaxAmount != 0m && taxAccounts.Add(tax.MainAccount)) : [])
        {
            CheckHeaderDimensions(PostingTypes.SalesTax, tax.MainAccount);
        }
    }

    private void CheckHeaderDimensions(string postingType, string? account) =>
        CheckDimensions(postingType, account, header.Dimensions, LedgerErrors.CorrectHeaderDimensions);

    private void CheckDimensions(string postingType, string? account, string dimensions, string remedy)
    {
        foreach (var fault in DimensionSet.Faults(setUp, Books.Company.Id, postingType, account, dimensions))
        {
            AddFault(fault.MendedBy(remedy));
        }
    }

    private void RequireAccount(string type)
    {
        if (setUp.Account(Books.Company.Id, type) is null)
        {
            AddFault(PostingErrors.NoAccount.Found(Books.Company.Id, type));
        }
    }

    private void AddFault(Fault fault)
    {
        if (!faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }
}
