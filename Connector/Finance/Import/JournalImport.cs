using System.Globalization;
using Finance.Journal;
using Finance.SetUp;
using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Import;

/// <summary>Makes integration journals of staged cost and unbilled sales: one transaction a journal. A faulty row stays staged and says why.</summary>
internal sealed class JournalImport(FinanceDatabase database)
{
    /// <summary>The most lines of a journal where the parameter sets no limit: a journal is one transaction.</summary>
    private const int MostLines = 10_000;

    public async Task<int> RunAsync(SetUpCatalogue setUp, Company company, string? proposal, List<FinanceMessage> messages, CancellationToken cancellation)
    {
        var rules = new LineRules(setUp);
        var lines = 0;
        foreach (var (period, dates) in await PeriodsAsync(setUp, rules, company, proposal, cancellation))
        {
            var faulty = 0;
            while (await TakePageAsync(setUp, rules, company, proposal, period, dates, faulty, messages, cancellation) is { } page)
            {
                lines += page.Taken;
                faulty += page.Faulty;
            }
        }

        return lines;
    }

    private async Task<List<(string Period, List<DateOnly> Dates)>> PeriodsAsync(SetUpCatalogue setUp, LineRules rules, Company company, string? proposal, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var dates = await Staged(context, company, proposal).Select(row => row.AccountingDate).Distinct().ToListAsync(cancellation);
        var unit = setUp.Parameters(company.Id).JournalPeriodUnit;
        return [.. dates.GroupBy(date => Period(unit, rules.OpenDate(company, date) ?? date)).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Order().ToList()))];
    }

    private async Task<(int Taken, int Faulty)?> TakePageAsync(
        SetUpCatalogue setUp, LineRules rules, Company company, string? proposal, string period, List<DateOnly> dates, int skip, List<FinanceMessage> messages, CancellationToken cancellation)
    {
        var limit = setUp.Parameters(company.Id).JournalLineLimit is > 0 and < MostLines and var given ? given : MostLines;
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("import", company.Id, cancellation);
        var rows = await Staged(session.Context, company, proposal).Where(row => EF.Parameter(dates).Contains(row.AccountingDate))
            .InCanonicalOrder().Skip(skip).Take(limit).ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            return null;
        }

        var decisions = await DecideAsync(session, rules, rows, messages, cancellation);
        if (decisions.Count > 0)
        {
            await WriteAsync(session, setUp, company, period, decisions, cancellation);
            await session.CommitAsync(cancellation);
        }

        return (decisions.Count, rows.Count - decisions.Count);
    }

    private static async Task<List<LineDecision>> DecideAsync(FinanceSession session, LineRules rules, List<ActualsImport> rows, List<FinanceMessage> messages, CancellationToken cancellation)
    {
        var names = new RecordNames();
        var decisions = new List<LineDecision>(rows.Count);
        foreach (var row in rows)
        {
            var faults = new List<Fault>();
            if (rules.OfJournalLine(row, faults) is { } decision)
            {
                decisions.Add(decision);
            }
            else
            {
                var record = await names.OfAsync(session, row, cancellation);
                messages.AddRange(faults.Select(fault => fault.At(record)));
            }
        }

        return decisions;
    }

    private static async Task WriteAsync(FinanceSession session, SetUpCatalogue setUp, Company company, string period, List<LineDecision> decisions, CancellationToken cancellation)
    {
        var rows = decisions.ConvertAll(decision => decision.Row);
        rows.ForEach(row => row.ImportStatus = ImportStatus.Imported);
        var claimed = await session.Rows.UpdateAsync(rows, [nameof(ActualsImport.ImportStatus)], (nameof(ActualsImport.ImportStatus), ImportStatus.Staged), cancellation);
        var journal = (await NumberSequences.TakeAsync(session, setUp, company.Id, NumberReferences.IntegrationJournal, 1, $"import of {company.Id}", cancellation))[0];
        await session.Rows.InsertAsync([new IntegrationJournal { DataAreaId = company.Id, JournalId = journal, Period = period, LineCount = decisions.Count }], cancellation);
        var books = new Rates.CompanyBooks(setUp, company);
        var doubles = await session.Rows.InsertAsync(decisions.Select((decision, index) => Line(decision, journal, index + 1, books)), cancellation);
        if (claimed != rows.Count || doubles.Count > 0)
        {
            throw new DbUpdateConcurrencyException("Another import took rows of this journal; it is left to that import.");
        }
    }

    private static IntegrationJournalLine Line(LineDecision decision, string journal, int number, Rates.CompanyBooks books)
    {
        var row = decision.Row;
        var booked = books.Book(row.Amount, decision.Rates);
        return new IntegrationJournalLine
        {
            DataAreaId = row.DataAreaId,
            JournalId = journal,
            LineNumber = number,
            ActualsImportId = row.ActualsImportId,
            ActualId = row.ActualId,
            Kind = row.TransactionType,
            TransactionType = decision.TransactionType,
            ProjectId = row.ProjectId,
            ContractId = decision.Contract,
            TransactionCategoryId = row.TransactionCategoryId,
            TransactionDate = row.TransactionDate,
            AccountingDate = decision.AccountingDate,
            Quantity = row.Quantity,
            UnitPrice = row.UnitPrice,
            Amount = row.Amount,
            CurrencyId = row.TransactionCurrencyId,
            LineProperty = decision.LineProperty.Id,
            ProfileId = decision.Profile.Id,
            AccruesRevenue = decision.AccruesRevenue,
            CostToBalance = decision.CostToBalance,
            SalesTaxGroup = decision.SalesTaxGroup,
            ItemSalesTaxGroup = decision.ItemSalesTaxGroup,
            Dimensions = decision.Dimensions,
            ExchangeRate = decision.Rates.Accounting,
            AccountingAmount = booked.Accounting,
            ReportingRate = decision.Rates.Reporting,
            ReportingAmount = booked.Reporting,
        };
    }

    private static IQueryable<ActualsImport> Staged(FinanceContext context, Company company, string? proposal)
    {
        var rows = context.Set<ActualsImport>().AsNoTracking()
            .Where(row => row.ImportStatus == ImportStatus.Staged && row.DataAreaId == company.Id && (row.TransactionType == ProjCDSTransType.Cost || row.TransactionType == ProjCDSTransType.Sales));
        if (proposal is null)
        {
            return rows;
        }

        var billed = context.Set<ActualsImport>()
            .Where(row => row.DataAreaId == company.Id && row.InvoiceProposalId == proposal && row.TransactionType == ProjCDSTransType.BilledSales).Select(row => row.ActualId);
        var relationships = context.Set<TransactionRelationship>();
        var connected = relationships.Where(row => billed.Contains(row.Transaction1Id)).Select(row => row.Transaction2Id)
            .Union(relationships.Where(row => billed.Contains(row.Transaction2Id)).Select(row => row.Transaction1Id));
        return rows.Where(row => row.InvoiceProposalId == proposal || connected.Contains(row.ActualId));
    }

    private static string Period(string unit, DateOnly date) => unit switch
    {
        "Days" => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "Months" => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        "Years" => date.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => "All",
    };
}
