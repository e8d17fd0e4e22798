using Finance.Ledger;
using Finance.Rates;
using Finance.SetUp;
using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Journal;

/// <summary>
/// Gives each line of a journal its final accounting date, rate and amounts. A line that reverses another takes rate, profile, tax groups and dimensions of it;
/// the new unbilled row of a full credit takes the rate of the billed row it replaces (domain rules, section 7).
/// </summary>
internal sealed class JournalPricing(SetUpCatalogue setUp, CompanyBooks books)
{
    private readonly RateTable _rates = new(setUp);

    /// <summary>The lines that can be posted, in their order; the others leave a message.</summary>
    public async Task<List<IntegrationJournalLine>> PriceAsync(FinanceSession session, List<IntegrationJournalLine> lines, List<FinanceMessage> messages, CancellationToken cancellation)
    {
        var followed = await FollowedActuals.FindAsync(session, lines, cancellation);
        var originals = followed.Values.Distinct().ToList();
        var posted = await session.Query<ProjectTransaction>().Where(row => EF.Parameter(originals).Contains(row.ActualId)).ToDictionaryAsync(row => row.ActualId, cancellation);
        var priced = new Dictionary<Guid, IntegrationJournalLine>();
        foreach (var line in lines.Where(line => !followed.ContainsKey(line.ActualId)))
        {
            Price(line, null, priced, messages);
        }

        foreach (var line in lines.Where(line => followed.ContainsKey(line.ActualId)))
        {
            var original = followed[line.ActualId];
            if (posted.TryGetValue(original, out var transaction))
            {
                Follow(line, transaction);
                Price(line, new RatePair(transaction.ExchangeRate, transaction.ReportingRate), priced, messages);
            }
            else if (priced.TryGetValue(original, out var other))
            {
                Follow(line, other);
                Price(line, new RatePair(other.ExchangeRate, other.ReportingRate), priced, messages);
            }
            else
            {
                messages.Add(new("PINV4104", Named(line), $"The line follows actual {original}, which is not posted. Post that first."));
            }
        }

        return lines.FindAll(line => priced.ContainsKey(line.ActualId));
    }

    private void Price(IntegrationJournalLine line, RatePair? given, Dictionary<Guid, IntegrationJournalLine> priced, List<FinanceMessage> messages)
    {
        var company = books.Company;
        var faults = new List<Fault>();
        if (!FiscalCalendar.IsOpen(setUp, company.Id, line.AccountingDate))
        {
            if (setUp.Parameters(company.Id).SetAccountingDateToOpenPeriod && FiscalCalendar.NextOpenDate(setUp, company.Id, line.AccountingDate) is { } open)
            {
                line.AccountingDate = open;
            }
            else
            {
                faults.Add(new("PINV4105", $"{FiscalCalendar.Explain(setUp, company.Id, line.AccountingDate)} Then post the journal again."));
            }
        }

        var rates = given ?? _rates.Find(company, line.ContractId, line.CurrencyId, line.AccountingDate, faults);
        if (PostingRules.OfJournalLine(line.Kind, line.TransactionType, line.AccruesRevenue, line.CostToBalance) is var (debit, credit))
        {
            faults.AddRange(new[] { debit, credit }.Where(type => setUp.Account(company.Id, type) is null)
                .Select(type => new Fault("PINV4103", $"No main account of {company.Id} for posting type {type}. Add it to the ledger posting, then post the journal again.")));
        }

        if (faults.Count > 0 || rates is null)
        {
            messages.AddRange(faults.Select(fault => fault.At(Named(line))));
            return;
        }

        var booked = books.Book(line.Amount, rates);
        line.ExchangeRate = rates.Accounting;
        line.AccountingAmount = booked.Accounting;
        line.ReportingRate = rates.Reporting;
        line.ReportingAmount = booked.Reporting;
        priced[line.ActualId] = line;
    }

    private static void Follow(IntegrationJournalLine line, ProjectTransaction original)
    {
        if (original.Kind == ProjCDSTransType.BilledSales)
        {
            return;
        }

        line.ProfileId = original.ProfileId;
        line.AccruesRevenue = original.RevenueAccrued;
        line.CostToBalance = original.CostToBalance;
        line.SalesTaxGroup = original.SalesTaxGroup;
        line.ItemSalesTaxGroup = original.ItemSalesTaxGroup;
        line.Dimensions = original.Dimensions;
    }

    private static void Follow(IntegrationJournalLine line, IntegrationJournalLine original)
    {
        line.ProfileId = original.ProfileId;
        line.AccruesRevenue = original.AccruesRevenue;
        line.CostToBalance = original.CostToBalance;
        line.SalesTaxGroup = original.SalesTaxGroup;
        line.ItemSalesTaxGroup = original.ItemSalesTaxGroup;
        line.Dimensions = original.Dimensions;
    }

    private static string Named(IntegrationJournalLine line) => $"journal {line.JournalId} line {line.LineNumber}";
}
