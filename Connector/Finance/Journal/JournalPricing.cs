using Finance.Ledger;
using Finance.Rates;
using Finance.SetUp;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Journal;

/// <summary>
/// Gives each line of a journal its final accounting date, rate, amounts and accounts. A line that reverses another takes its booking back as it was: rate, profile,
/// line property, tax groups, dimensions and accounts, whatever set-up says now; the new unbilled sales of a full credit restores the booking of what the credited line had billed.
/// </summary>
internal sealed class JournalPricing(SetUpCatalogue setUp, CompanyBooks books)
{
    private readonly RateTable _rates = new(setUp);

    /// <summary>The lines that can be posted, in their order; the others leave a message.</summary>
    public async Task<List<IntegrationJournalLine>> PriceAsync(FinanceSession session, List<IntegrationJournalLine> lines, List<FinanceMessage> messages, CancellationToken cancellation)
    {
        var followed = await FollowedActuals.FindAsync(session, lines, cancellation);
        var sources = followed.Values.SelectMany(found => new[] { found.Original, found.Booked }).Distinct().ToList();
        var posted = await session.Query<ProjectTransaction>().Where(row => EF.Parameter(sources).Contains(row.ActualId)).ToDictionaryAsync(row => row.ActualId, cancellation);
        var priced = new HashSet<Guid>();
        foreach (var line in lines.Where(line => !followed.ContainsKey(line.ActualId)))
        {
            Add(line, Price(line), priced, posted, messages);
        }

        // A line may follow one that follows another itself.
        var following = lines.FindAll(line => followed.ContainsKey(line.ActualId));
        while (following.FindAll(line => posted.ContainsKey(followed[line.ActualId].Original) && posted.ContainsKey(followed[line.ActualId].Booked)) is { Count: > 0 } ready)
        {
            foreach (var line in ready)
            {
                var found = followed[line.ActualId];
                Add(line, Follow(line, posted[found.Booked], found.Reverses), priced, posted, messages);
            }

            following.RemoveAll(ready.Contains);
        }

        messages.AddRange(following.Select(line => new FinanceMessage("PINV4104", Named(line), $"The line follows actual {followed[line.ActualId].Original}, which is not posted. Post that first.")));
        return lines.FindAll(line => priced.Contains(line.ActualId));
    }

    private static void Add(IntegrationJournalLine line, List<Fault> faults, HashSet<Guid> priced, Dictionary<Guid, ProjectTransaction> posted, List<FinanceMessage> messages)
    {
        messages.AddRange(faults.Select(fault => fault.At(Named(line))));
        if (faults.Count == 0)
        {
            priced.Add(line.ActualId);
            posted[line.ActualId] = JournalTransaction.Of(line);
        }
    }

    private List<Fault> Price(IntegrationJournalLine line)
    {
        var faults = new List<Fault>();
        MoveToOpenPeriod(line, faults);
        var rates = _rates.Find(books.Company, line.ContractId, line.CurrencyId, line.AccountingDate, faults);
        FindAccounts(line, null, faults);
        if (rates is not null)
        {
            Book(line, rates, books.Book(line.Amount - line.IncludedSalesTax, rates));
        }

        return faults;
    }

    private List<Fault> Follow(IntegrationJournalLine line, ProjectTransaction source, bool reverses)
    {
        var faults = new List<Fault>();
        MoveToOpenPeriod(line, faults);
        line.ProfileId = source.ProfileId;
        line.LineProperty = source.LineProperty;
        line.AccruesRevenue = source.RevenueAccrued;
        line.CostToBalance = source.CostToBalance;
        line.SalesTaxGroup = source.SalesTaxGroup;
        line.ItemSalesTaxGroup = source.ItemSalesTaxGroup;
        line.Dimensions = source.Dimensions;
        FindAccounts(line, source, faults);
        var rates = new RatePair(source.ExchangeRate, source.ReportingRate);
        var booked = new BookedAmount(source.Amount, source.AccountingAmount, source.ReportingAmount);
        var net = line.Amount - line.IncludedSalesTax;
        Book(line, rates, net == (reverses ? -booked : booked).Transaction ? (reverses ? -booked : booked) : books.Book(net, rates));
        return faults;
    }

    private void MoveToOpenPeriod(IntegrationJournalLine line, List<Fault> faults)
    {
        var company = books.Company.Id;
        if (FiscalCalendar.IsOpen(setUp, company, line.AccountingDate))
        {
            return;
        }

        if (setUp.Parameters(company).SetAccountingDateToOpenPeriod && FiscalCalendar.NextOpenDate(setUp, company, line.AccountingDate) is { } open)
        {
            line.AccountingDate = open;
        }
        else
        {
            faults.Add(new("PINV4105", $"{FiscalCalendar.Explain(setUp, company, line.AccountingDate)} Then post the journal again."));
        }
    }

    private void FindAccounts(IntegrationJournalLine line, ProjectTransaction? source, List<Fault> faults)
    {
        line.DebitAccount = null;
        line.CreditAccount = null;
        if (PostingRules.OfJournalLine(line.Kind, line.TransactionType, line.AccruesRevenue, line.CostToBalance) is var (debit, credit))
        {
            line.DebitAccount = source?.DebitAccount ?? Account(debit, faults);
            line.CreditAccount = source?.CreditAccount ?? Account(credit, faults);
        }
    }

    private string? Account(string postingType, List<Fault> faults)
    {
        var account = setUp.Account(books.Company.Id, postingType);
        if (account is null)
        {
            faults.Add(new("PINV4103", $"No main account of {books.Company.Id} for posting type {postingType}. Add it to the ledger posting, then post the journal again."));
        }

        return account;
    }

    private static void Book(IntegrationJournalLine line, RatePair rates, BookedAmount booked)
    {
        line.ExchangeRate = rates.Accounting;
        line.AccountingAmount = booked.Accounting;
        line.ReportingRate = rates.Reporting;
        line.ReportingAmount = booked.Reporting;
    }

    private static string Named(IntegrationJournalLine line) => $"journal {line.JournalId} line {line.LineNumber}";
}
