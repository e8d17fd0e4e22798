using System.Globalization;
using Finance.Journal;
using Finance.Rates;
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

        var lines = await LinesAsync(session, setUp, company, rules, rows, messages, cancellation);
        if (lines.Count == 0)
        {
            return (0, rows.Count);
        }

        // Rows that another run has taken meanwhile are left to it: what is still staged is read again.
        if (!await WriteAsync(session, setUp, company, period, lines, cancellation))
        {
            return (0, 0);
        }

        await session.CommitAsync(cancellation);
        return (lines.Count, rows.Count - lines.Count);
    }

    private static async Task<List<IntegrationJournalLine>> LinesAsync(
        FinanceSession session, SetUpCatalogue setUp, Company company, LineRules rules, List<ActualsImport> rows, List<FinanceMessage> messages, CancellationToken cancellation)
    {
        var names = new RecordNames();
        var amounts = new LineAmounts(setUp, new CompanyBooks(setUp, company));
        var lines = new List<IntegrationJournalLine>(rows.Count);
        foreach (var row in rows)
        {
            var faults = new List<Fault>();
            var line = rules.OfJournalLine(row, faults) is { } decision ? Line(decision) : null;
            if (line is not null)
            {
                amounts.Compute(line, faults);
            }

            if (line is not null && faults.Count == 0)
            {
                lines.Add(line);
            }
            else
            {
                var record = await names.OfAsync(session, row, cancellation);
                messages.AddRange(faults.Select(fault => fault.At(record)));
            }
        }

        return lines;
    }

    /// <summary>Writes a journal; false where not all of its rows were free any more, and nothing may be committed.</summary>
    private static async Task<bool> WriteAsync(FinanceSession session, SetUpCatalogue setUp, Company company, string period, List<IntegrationJournalLine> lines, CancellationToken cancellation)
    {
        var claimed = await session.Rows.UpdateAsync(
            lines.Select(line => new ActualsImport { DataAreaId = line.DataAreaId, ActualsImportId = line.ActualsImportId, ImportStatus = ImportStatus.Imported }),
            [nameof(ActualsImport.ImportStatus)], (nameof(ActualsImport.ImportStatus), ImportStatus.Staged), cancellation);
        if (claimed != lines.Count)
        {
            return false;
        }

        var journal = (await NumberSequences.TakeAsync(session, setUp, company.Id, NumberReferences.IntegrationJournal, 1, $"import of {company.Id}", cancellation))[0];
        if ((await session.Rows.InsertAsync([new IntegrationJournal { DataAreaId = company.Id, JournalId = journal, Period = period, LineCount = lines.Count }], cancellation)).Count > 0)
        {
            throw NumberSequences.TakenBefore(company.Id, NumberReferences.IntegrationJournal, journal, $"import of {company.Id}");
        }

        for (var index = 0; index < lines.Count; index++)
        {
            lines[index].JournalId = journal;
            lines[index].LineNumber = index + 1;
        }

        var doubles = await session.Rows.InsertAsync(lines, cancellation);
        return doubles.Count == 0 ? true : throw new DbUpdateConcurrencyException($"Actual {doubles[0].ActualId} stands in a journal already.");
    }

    private static IntegrationJournalLine Line(LineDecision decision)
    {
        var row = decision.Row;
        return new IntegrationJournalLine
        {
            DataAreaId = row.DataAreaId,
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
