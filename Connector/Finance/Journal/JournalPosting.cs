using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.WriteBack;

namespace ProjectInvoice.Finance.Journal;

/// <summary>Posts one claimed journal inside a transaction, which the caller commits.</summary>
internal sealed class JournalPosting(FinanceSession session, SetupCatalog setUp, CompanyBooks books, IPostingOutbox outbox)
{
    private static readonly string[] PostedColumns =
    [
        nameof(IntegrationJournalLine.Status),
        nameof(IntegrationJournalLine.Fault),
        nameof(IntegrationJournalLine.Voucher),
        nameof(IntegrationJournalLine.AccountingDate),
        nameof(IntegrationJournalLine.ExchangeRate),
        nameof(IntegrationJournalLine.AccountingAmount),
        nameof(IntegrationJournalLine.ReportingRate),
        nameof(IntegrationJournalLine.ReportingAmount),
        nameof(IntegrationJournalLine.IncludedSalesTax),
        nameof(IntegrationJournalLine.ProfileId),
        nameof(IntegrationJournalLine.AccruesRevenue),
        nameof(IntegrationJournalLine.CostToBalance),
        nameof(IntegrationJournalLine.Dimensions),
        nameof(IntegrationJournalLine.SalesTaxGroup),
        nameof(IntegrationJournalLine.ItemSalesTaxGroup),
        nameof(IntegrationJournalLine.LineProperty),
        nameof(IntegrationJournalLine.DebitAccount),
        nameof(IntegrationJournalLine.CreditAccount),
    ];

    private static readonly string[] WrittenBackColumns =
    [
        nameof(ActualsImport.VoucherNumber),
        nameof(ActualsImport.ExchangeRate),
        nameof(ActualsImport.AccountingAmount),
        nameof(ActualsImport.ImportStatus),
    ];

    private readonly Company company = books.Company;

    public async Task<PricedJournal> PostAsync(string journal, CancellationToken cancellation)
    {
        var lines = await session
            .Query<IntegrationJournalLine>()
            .Where(line => line.DataAreaId == company.Id && line.JournalId == journal && line.Status == JournalStatus.Processing)
            .OrderBy(line => line.LineNumber)
            .ToListAsync(cancellation);
        var priced = await new JournalPricing(setUp, books).PriceAsync(session, lines, cancellation);
        if (priced.Ready.Count > 0)
        {
            await BookAsync(journal, priced.Ready, cancellation);
        }

        await ClaimedAsync(journal, priced.Waiting, [nameof(IntegrationJournalLine.Status), nameof(IntegrationJournalLine.Fault)], cancellation);
        if (priced.Faulty.Count > 0)
        {
            await SetAsideAsync(journal, priced.Faulty, cancellation);
        }

        await JournalState.WriteAsync(session, company.Id, journal, cancellation);
        return priced;
    }

    private async Task BookAsync(string journal, IReadOnlyList<IntegrationJournalLine> lines, CancellationToken cancellation)
    {
        var vouchers = await NumberSequences.TakeAsync(
            session,
            setUp,
            company.Id,
            NumberReferences.JournalVoucher,
            lines.Count,
            $"journal {journal}",
            cancellation
        );
        for (var index = 0; index < lines.Count; index++)
        {
            lines[index].Voucher = vouchers[index];
        }

        await ClaimedAsync(journal, lines, PostedColumns, cancellation);
        var taken = await session.Rows.InsertAsync(
            lines.Select(line => new LedgerVoucher
            {
                DataAreaId = company.Id,
                Voucher = line.Voucher!,
                AccountingDate = line.AccountingDate,
                JournalId = journal,
            }),
            cancellation
        );
        if (taken.Count > 0)
        {
            throw NumberSequences.TakenBefore(company.Id, NumberReferences.JournalVoucher, taken[0].Voucher, $"journal {journal}");
        }

        await session.Rows.InsertAsync(lines.SelectMany(EntriesOf), cancellation);
        await session.Rows.InsertAsync(lines.Select(JournalTransaction.Of), cancellation);
        await session.Rows.UpdateAsync(lines.Select(WrittenBack), WrittenBackColumns, null, cancellation);
        await outbox.AddAsync(session, CallbackOf(journal, lines), cancellation);
    }

    private async Task ClaimedAsync(string journal, IReadOnlyList<IntegrationJournalLine> lines, string[] columns, CancellationToken cancellation)
    {
        if (await session.Rows.UpdateAsync(lines, columns, (nameof(IntegrationJournalLine.Status), JournalStatus.Processing), cancellation) != lines.Count)
        {
            throw new DbUpdateConcurrencyException($"Journal {journal} is being posted by another run; it is left to that run.");
        }
    }

    /// <summary>Moves faulty lines to a journal of their own; where a journal has no others, it becomes that journal itself.</summary>
    private async Task SetAsideAsync(string journal, IReadOnlyList<IntegrationJournalLine> faulty, CancellationToken cancellation)
    {
        var numbers = faulty.Select(line => line.LineNumber).ToList();
        var lines = session.Context.Set<IntegrationJournalLine>().Where(line => line.DataAreaId == company.Id && line.JournalId == journal);
        if (!await lines.AnyAsync(line => !EF.Parameter(numbers).Contains(line.LineNumber), cancellation))
        {
            await ClaimedAsync(journal, faulty, [nameof(IntegrationJournalLine.Status), nameof(IntegrationJournalLine.Fault)], cancellation);
            return;
        }

        var period = await session
            .Query<IntegrationJournal>()
            .Where(row => row.DataAreaId == company.Id && row.JournalId == journal)
            .Select(row => row.Period)
            .SingleAsync(cancellation);
        var own = (await NumberSequences.TakeAsync(session, setUp, company.Id, NumberReferences.IntegrationJournal, 1, $"journal {journal}", cancellation))[0];
        var header = new IntegrationJournal
        {
            DataAreaId = company.Id,
            JournalId = own,
            Period = period,
            LineCount = faulty.Count,
        };
        if ((await session.Rows.InsertAsync([header], cancellation)).Count > 0)
        {
            throw NumberSequences.TakenBefore(company.Id, NumberReferences.IntegrationJournal, own, $"journal {journal}");
        }

        await lines.Where(line => EF.Parameter(numbers).Contains(line.LineNumber)).ExecuteDeleteAsync(cancellation);
        for (var index = 0; index < faulty.Count; index++)
        {
            faulty[index].MovedFromJournalId ??= journal;
            faulty[index].JournalId = own;
            faulty[index].LineNumber = index + 1;
        }

        await session.Rows.InsertAsync(faulty, cancellation);
        await JournalState.WriteAsync(session, company.Id, own, cancellation);
    }

    private IReadOnlyList<LedgerEntry> EntriesOf(IntegrationJournalLine line)
    {
        if (PostingRules.OfJournalLine(line.Kind, line.TransactionType, line.AccruesRevenue, line.CostToBalance) is not var (debit, credit))
        {
            return [];
        }

        var voucher = new VoucherBuilder(setUp, line.DataAreaId, line.Voucher!, line.AccountingDate, line.CurrencyId, null);
        var amount = new BookedAmount(line.Amount - line.IncludedSalesTax, line.AccountingAmount, line.ReportingAmount);
        voucher.Book(debit, line.DebitAccount!, amount, line.ProjectId, line.Dimensions, line.ActualId);
        voucher.Book(credit, line.CreditAccount!, -amount, line.ProjectId, line.Dimensions, line.ActualId);
        voucher.Close(line.ActualId.ToString());
        return voucher.Entries;
    }

    private static ActualsImport WrittenBack(IntegrationJournalLine line) =>
        new()
        {
            DataAreaId = line.DataAreaId,
            ActualsImportId = line.ActualsImportId,
            VoucherNumber = line.Voucher,
            ExchangeRate = line.ExchangeRate,
            AccountingAmount = line.AccountingAmount,
            ImportStatus = ImportStatus.Posted,
        };

    private PostingCallback CallbackOf(string journal, IReadOnlyList<IntegrationJournalLine> lines) =>
        new(
            DerivedId.From("journal posting", company.Id, journal, lines[0].Voucher!),
            1,
            1,
            "Journal",
            company.Id,
            journal,
            null,
            null,
            null,
            "Posted",
            company.AccountingCurrency,
            0m,
            null,
            [.. lines.Select(line => new PostingCallbackLine(line.ActualsImportId, line.Voucher, line.ExchangeRate, line.AccountingAmount, 0m, 0m))]
        );
}
