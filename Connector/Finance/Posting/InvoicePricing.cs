using Finance.Proposals;
using Finance.Rates;
using Finance.SetUp;

namespace Finance.Posting;

/// <summary>Gives the lines of an invoice their final rates, amounts and taxes: rates of the invoice date or of the agreement; a credit line those of the line it credits.</summary>
internal static class InvoicePricing
{
    public static PricedInvoice Price(SetUpCatalogue setUp, Company company, InvoiceProposal header, List<ProposalLine> lines, PostedSources sources, ICollection<Fault> faults)
    {
        var books = new CompanyBooks(setUp, company);
        var date = header.PostedInvoiceDate!.Value;
        if (setUp.Currency(header.SalesCurrency) is not { Decimals: var decimals })
        {
            faults.Add(new("PINV4020", $"Currency {header.SalesCurrency} is no longer set up. Add it again, then post again."));
            return new PricedInvoice([], [], books);
        }

        var taxes = SalesTax.Calculate(setUp, company.Id, lines, sources.Taxes, date, decimals, faults);
        var taxOfLine = taxes.ToLookup(tax => tax.ActualId);
        var byContract = new Dictionary<string, RatePair?>(StringComparer.Ordinal);
        var priced = new List<PricedLine>(lines.Count);
        foreach (var line in lines)
        {
            line.SalesTaxAmount = Money.Normalise(taxOfLine[line.ActualId].Sum(tax => tax.TaxAmount));
            var credited = sources.Of(line.CreditedActualId);
            var rates = credited is not null ? new RatePair(credited.ExchangeRate, credited.ReportingRate) : OfDate(line.ContractId ?? string.Empty);
            if (rates is not null)
            {
                priced.Add(new PricedLine(line, rates, books.Book(line.Amount, rates), line.SalesTaxAmount));
            }
        }

        CheckAccounts(setUp, company, lines, sources, faults);
        return new PricedInvoice(priced, taxes, books);

        RatePair? OfDate(string contract)
        {
            if (!byContract.TryGetValue(contract, out var rates))
            {
                byContract[contract] = rates = new RateTable(setUp).Find(company, contract, header.SalesCurrency, date, faults);
            }

            return rates;
        }
    }

    private static void CheckAccounts(SetUpCatalogue setUp, Company company, List<ProposalLine> lines, PostedSources sources, ICollection<Fault> faults)
    {
        var needed = lines.Where(line => setUp.Profile(company.Id, line.ProfileId) is not null)
            .Select(line => Ledger.PostingRules.OfRevenue(line.TransactionType, setUp.Profile(company.Id, line.ProfileId)!)).Append(PostingTypes.CustomerBalance).ToList();
        if (sources.Unbilled.Any(row => row.RevenueAccrued))
        {
            needed.AddRange([PostingTypes.WipSalesValue, PostingTypes.AccruedRevenue]);
        }

        foreach (var type in needed.Distinct().Where(type => setUp.Account(company.Id, type) is null))
        {
            faults.Add(new("PINV4209", $"No main account of {company.Id} for posting type {type}. Add it to the ledger posting, then post again."));
        }

        foreach (var profile in lines.Select(line => line.ProfileId).Distinct().Where(profile => setUp.Profile(company.Id, profile) is null))
        {
            faults.Add(new("PINV4209", $"Cost and revenue profile {profile} is no longer set up in {company.Id}. Add it again, then post again."));
        }
    }
}
