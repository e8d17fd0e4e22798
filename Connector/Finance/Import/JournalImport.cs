using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>Makes integration journals of staged cost and unbilled sales: one transaction a journal. A faulty row stays staged and says why.</summary>
internal sealed class JournalImport(FinanceDatabase database)
{
    /// <summary>The most lines of a journal where the parameter sets no limit: a journal is one transaction.</summary>
    private const int MostLines = 10_000;

    public async Task<int> RunAsync(SetupCatalog setUp, Company company, string? proposal, List<Fault> found, CancellationToken cancellation)
    {
        var rules = new LineRules(setUp);
        var names = new RecordNames();
        var limit = setUp.Parameters(company.Id).JournalLineLimit is > 0 and < MostLines and var given ? given : MostLines;
        var lines = 0;
        foreach (var (period, staged) in await PeriodsAsync(setUp, rules, company, proposal, cancellation))
        {
            foreach (var ids in staged.Chunk(limit))
            {
                int? taken;
                while ((taken = await TakePageAsync(names, company, period, ids, found, cancellation)) is null)
                {
                    // Another run took some of them meanwhile: they are left to it.
                }

                lines += taken.Value;
            }
        }

        return lines;
    }

    /// <summary>
    /// What is staged, by periods and in canonical order. Only ids are held, so that each row is looked for once however many journals there will be.
    /// </summary>
    private async Task<SortedDictionary<string, List<Guid>>> PeriodsAsync(
        SetupCatalog setUp,
        LineRules rules,
        Company company,
        string? proposal,
        CancellationToken cancellation
    )
    {
        await using var context = await database.ReadAsync(cancellation);
        var unit = setUp.Parameters(company.Id).JournalPeriodUnit;
        var periods = new SortedDictionary<string, List<Guid>>(StringComparer.Ordinal);
        var known = new Dictionary<DateOnly, List<Guid>>();
        var staged = Staged(context, company, proposal).InCanonicalOrder().Select(row => new { row.ActualsImportId, row.AccountingDate });
        await foreach (var row in staged.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!known.TryGetValue(row.AccountingDate, out var ids))
            {
                var period = Period(unit, rules.OpenDate(company, row.AccountingDate) ?? row.AccountingDate);
                periods.TryAdd(period, []);
                known[row.AccountingDate] = ids = periods[period];
            }

            ids.Add(row.ActualsImportId);
        }

        return periods;
    }

    /// <summary>
    /// Makes a journal of the rows and returns how many lines it has; null where another run took some of the rows meanwhile and nothing was done.
    /// </summary>
    private async Task<int?> TakePageAsync(RecordNames names, Company company, string period, Guid[] ids, List<Fault> found, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("import", company.Id, cancellation);

        // The set-up of this moment: it may have changed since the rows were listed.
        var setUp = await HeldSetup.OfAsync(session, cancellation);
        company = setUp.Company(company.Id)!;
        var rows = await session
            .Query<ActualsImport>()
            .Where(row => row.DataAreaId == company.Id && EF.Parameter(ids).Contains(row.ActualsImportId))
            .InCanonicalOrder()
            .ToListAsync(cancellation);

        // Another import may have taken some since they were listed.
        rows.RemoveAll(row => row.ImportStatus != ImportStatus.Staged);
        var reversals = await StagedReversals.FindAsync(session, rows, cancellation);
        var skipped = await SkipAsync(session, rows.FindAll(reversals.IsOfBilling), cancellation);
        rows.RemoveAll(reversals.IsOfBilling);
        var lines = await LinesAsync(session, setUp, company, names, reversals, rows, found, cancellation);
        if (lines.Count == 0 && skipped == 0)
        {
            return 0;
        }

        if (lines.Count > 0 && !await WriteAsync(session, setUp, company, period, lines, cancellation))
        {
            return null;
        }

        await session.CommitAsync(cancellation);
        return lines.Count;
    }

    private static Task<int> SkipAsync(FinanceSession session, IEnumerable<ActualsImport> rows, CancellationToken cancellation) =>
        session.Rows.UpdateAsync(
            rows.Select(row => new ActualsImport
            {
                DataAreaId = row.DataAreaId,
                ActualsImportId = row.ActualsImportId,
                ImportStatus = ImportStatus.Skipped,
            }),
            [nameof(ActualsImport.ImportStatus)],
            (nameof(ActualsImport.ImportStatus), ImportStatus.Staged),
            cancellation
        );

    private static async Task<List<IntegrationJournalLine>> LinesAsync(
        FinanceSession session,
        SetupCatalog setUp,
        Company company,
        RecordNames names,
        StagedReversals reversals,
        List<ActualsImport> rows,
        List<Fault> found,
        CancellationToken cancellation
    )
    {
        var rules = new LineRules(setUp);
        var amounts = new LineAmounts(setUp, new CompanyBooks(setUp, company));
        var lines = new List<IntegrationJournalLine>(rows.Count);
        var faulty = new List<(ActualsImport Row, List<Fault> Faults)>();
        foreach (var row in rows)
        {
            var faults = new List<Fault>();
            if (reversals.FaultOf(row) is { } billed)
            {
                faults.Add(billed);
            }
            else if (rules.OfJournalLine(row, faults) is { } decision)
            {
                var line = Line(decision);
                amounts.Compute(line, faults);
                if (faults.Count == 0)
                {
                    lines.Add(line);
                }
            }

            if (faults.Count > 0)
            {
                faulty.Add((row, faults));
            }
        }

        var records = await names.OfAsync(session, faulty.ConvertAll(pair => pair.Row), cancellation);
        found.AddRange(faulty.SelectMany(pair => pair.Faults.Select(fault => fault.At(records[pair.Row.ActualId], "run the import again"))));
        return lines;
    }

    /// <summary>Writes a journal; false where not all of its rows were free any more, and nothing may be committed.</summary>
    private static async Task<bool> WriteAsync(
        FinanceSession session,
        SetupCatalog setUp,
        Company company,
        string period,
        List<IntegrationJournalLine> lines,
        CancellationToken cancellation
    )
    {
        if (await ClaimAsync(session, lines, cancellation) != lines.Count)
        {
            return false;
        }

        var journal = await OpenAsync(session, setUp, company, period, lines.Count, cancellation);
        for (var index = 0; index < lines.Count; index++)
        {
            lines[index].JournalId = journal;
            lines[index].LineNumber = index + 1;
        }

        var doubles = await session.Rows.InsertAsync(lines, cancellation);
        return doubles.Count == 0 ? true : throw new DbUpdateConcurrencyException($"Actual {doubles[0].ActualId} stands in a journal already.");
    }

    /// <summary>Marks the rows of the lines as imported and returns how many were free for it.</summary>
    private static Task<int> ClaimAsync(FinanceSession session, List<IntegrationJournalLine> lines, CancellationToken cancellation) =>
        session.Rows.UpdateAsync(
            lines.Select(line => new ActualsImport
            {
                DataAreaId = line.DataAreaId,
                ActualsImportId = line.ActualsImportId,
                ImportStatus = ImportStatus.Imported,
            }),
            [nameof(ActualsImport.ImportStatus)],
            (nameof(ActualsImport.ImportStatus), ImportStatus.Staged),
            cancellation
        );

    /// <summary>Writes the journal itself, under a new number, which it returns.</summary>
    private static async Task<string> OpenAsync(
        FinanceSession session,
        SetupCatalog setUp,
        Company company,
        string period,
        int lines,
        CancellationToken cancellation
    )
    {
        var record = $"import of {company.Id}";
        var number = (await NumberSequences.TakeAsync(session, setUp, company.Id, NumberReferences.IntegrationJournal, 1, record, cancellation))[0];
        var journal = new IntegrationJournal
        {
            DataAreaId = company.Id,
            JournalId = number,
            Period = period,
            LineCount = lines,
        };
        return (await session.Rows.InsertAsync([journal], cancellation)).Count == 0
            ? number
            : throw NumberSequences.TakenBefore(company.Id, NumberReferences.IntegrationJournal, number, record);
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
        var rows = context
            .Set<ActualsImport>()
            .AsNoTracking()
            .Where(row =>
                row.ImportStatus == ImportStatus.Staged
                && row.DataAreaId == company.Id
                && (row.TransactionType == ProjCDSTransType.Cost || row.TransactionType == ProjCDSTransType.Sales)
            );
        if (proposal is null)
        {
            return rows;
        }

        var billed = context
            .Set<ActualsImport>()
            .Where(row => row.DataAreaId == company.Id && row.InvoiceProposalId == proposal && row.TransactionType == ProjCDSTransType.BilledSales)
            .Select(row => row.ActualId);
        var relationships = context.Set<TransactionRelationship>();
        var connected = relationships
            .Where(row => billed.Contains(row.Transaction1Id))
            .Select(row => row.Transaction2Id)
            .Union(relationships.Where(row => billed.Contains(row.Transaction2Id)).Select(row => row.Transaction1Id));
        return rows.Where(row => row.InvoiceProposalId == proposal || connected.Contains(row.ActualId));
    }

    private static string Period(string unit, DateOnly date) =>
        unit switch
        {
            "Days" => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "Months" => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            "Years" => date.ToString("yyyy", CultureInfo.InvariantCulture),
            _ => "All",
        };
}
