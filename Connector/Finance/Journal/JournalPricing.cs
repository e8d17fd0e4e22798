using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Gives each line of a journal its final accounting date, rate, amounts and accounts. A line that reverses another takes its booking back as it was: rate,
/// profile, line property, tax groups, dimensions and accounts, whatever set-up says now; the new unbilled sales of a full credit restores the booking of what
/// the credited line had billed.
/// </summary>
internal sealed class JournalPricing(SetupCatalog setUp, CompanyBooks books)
{
    private const string Again = "reset the journal and post it again";

    private readonly LineAmounts amounts = new(setUp, books);
    private readonly List<Fault> reported = [];
    private readonly Dictionary<Guid, decimal> includedTaxes = [];
    private Dictionary<Guid, ProjectTransaction> posted = [];

    public async Task<PricedJournal> PriceAsync(FinanceSession session, List<IntegrationJournalLine> lines, CancellationToken cancellation)
    {
        var followed = await FollowedActuals.FindAsync(session, lines, cancellation);
        await ReadPostedAsync(session, followed, cancellation);
        foreach (var line in lines.Where(line => !followed.ContainsKey(line.ActualId)))
        {
            Settle(line, Price(line));
        }

        var hopeless = await HopelessLines.FindAsync(session, lines, followed, cancellation);
        foreach (var line in lines.Where(line => hopeless.ContainsKey(line.ActualId)))
        {
            Settle(line, [hopeless[line.ActualId]], JournalStatus.Unrecoverable);
        }

        // A line may follow one that follows another itself.
        var following = lines.FindAll(line => followed.ContainsKey(line.ActualId) && !hopeless.ContainsKey(line.ActualId));
        while (
            following.FindAll(line => posted.ContainsKey(followed[line.ActualId].Original) && posted.ContainsKey(followed[line.ActualId].Booked))
                is { Count: > 0 } ready
        )
        {
            ready.ForEach(line => Settle(line, Follow(line, followed[line.ActualId])));
            following.RemoveAll(ready.Contains);
        }

        foreach (var line in following)
        {
            Settle(line, [JournalErrors.Waits.Found(followed[line.ActualId].Original)], JournalStatus.Draft);
        }

        return new PricedJournal(
            lines.FindAll(line => line.Status == JournalStatus.Posted),
            lines.FindAll(line => line.Status == JournalStatus.Draft),
            lines.FindAll(line => line.Status is JournalStatus.Error or JournalStatus.Unrecoverable),
            reported
        );
    }

    private async Task ReadPostedAsync(FinanceSession session, Dictionary<Guid, FollowedActual> followed, CancellationToken cancellation)
    {
        var sources = followed.Values.SelectMany(found => new[] { found.Original, found.Booked }).Distinct().ToList();
        posted = await session
            .Query<ProjectTransaction>()
            .Where(row => EF.Parameter(sources).Contains(row.ActualId))
            .ToDictionaryAsync(row => row.ActualId, cancellation);

        // Adjusting the accounting may have left another net amount of the same gross one than the journal line had.
        var sales = posted.Values.Where(row => row.Kind == ProjCDSTransType.Sales).Select(row => row.ActualId).ToList();
        foreach (
            var gross in await session
                .Query<ActualsImport>()
                .Where(row => EF.Parameter(sales).Contains(row.ActualId))
                .Select(row => new { row.ActualId, row.Amount })
                .ToListAsync(cancellation)
        )
        {
            includedTaxes[gross.ActualId] = gross.Amount - posted[gross.ActualId].Amount;
        }
    }

    private void Settle(IntegrationJournalLine line, List<Fault> faults, JournalStatus whenFaulty = JournalStatus.Error)
    {
        var told = faults.ConvertAll(fault => fault.At($"journal {line.JournalId} line {line.LineNumber}", Again));
        line.Fault = told.Count == 0 ? null : string.Join(' ', told.Select(fault => $"{fault.Code}: {fault.Text}"));
        line.Status = faults.Count == 0 ? JournalStatus.Posted : whenFaulty;
        reported.AddRange(told);
        if (faults.Count > 0)
        {
            line.DebitAccount = null;
            line.CreditAccount = null;
            return;
        }

        posted[line.ActualId] = JournalTransaction.Of(line);
        includedTaxes[line.ActualId] = line.IncludedSalesTax;
    }

    private List<Fault> Price(IntegrationJournalLine line)
    {
        var faults = new List<Fault>();
        MoveToOpenPeriod(line, faults);
        amounts.Compute(line, faults);
        FindAccounts(line, null, faults);
        return faults;
    }

    private List<Fault> Follow(IntegrationJournalLine line, FollowedActual found)
    {
        var faults = new List<Fault>();
        var source = posted[found.Booked];
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
        var tax = includedTaxes.GetValueOrDefault(found.Booked);
        if (found.Reverses)
        {
            (booked, tax) = (-booked, -tax);
        }

        if (line.Amount == booked.Transaction + tax)
        {
            line.IncludedSalesTax = Money.Normalize(tax);
            LineAmounts.Book(line, rates, booked);
        }
        else
        {
            line.IncludedSalesTax = amounts.IncludedTax(line, faults);
            LineAmounts.Book(line, rates, books.Book(line.Amount - line.IncludedSalesTax, rates));
        }

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
            faults.Add(JournalErrors.PeriodNotOpen.Found(FiscalCalendar.Explain(setUp, company, line.AccountingDate)));
        }
    }

    private void FindAccounts(IntegrationJournalLine line, ProjectTransaction? source, List<Fault> faults)
    {
        line.DebitAccount = null;
        line.CreditAccount = null;
        if (PostingRules.OfJournalLine(line.Kind, line.TransactionType, line.AccruesRevenue, line.CostToBalance) is var (debit, credit))
        {
            line.DebitAccount = source?.DebitAccount ?? Account(debit, line, faults);
            line.CreditAccount = source?.CreditAccount ?? Account(credit, line, faults);
        }
    }

    private string? Account(string postingType, IntegrationJournalLine line, List<Fault> faults)
    {
        var account = setUp.Account(books.Company.Id, postingType);
        if (account is null)
        {
            faults.Add(JournalErrors.NoAccount.Found(books.Company.Id, postingType));
            return null;
        }

        faults.AddRange(
            DimensionSet.Faults(setUp, books.Company.Id, postingType, account, line.Dimensions).Select(fault => fault.MendedBy(JournalErrors.ChangeLine))
        );
        return account;
    }
}
