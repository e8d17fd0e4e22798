using Finance.Callbacks;
using Finance.Ledger;
using Finance.Rates;
using Finance.SetUp;
using Finance.Staging;
using Finance.Storage;
using Finance.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Finance.Journal;

/// <summary>
/// Posts integration journals: one transaction a journal, one voucher a line. A line that cannot be posted stays open and says why; the others are posted.
/// A line that follows another one (its reversal) waits until that is posted.
/// </summary>
internal sealed class PostJournals(FinanceDatabase database, CallbackOutbox outbox)
{
    public async Task<JournalPostingResult> PostAsync(JournalPostingRequest request, CancellationToken cancellation)
    {
        SetUpCatalogue setUp;
        List<(string Company, string Journal)> journals;
        await using (var context = await database.ReadAsync(cancellation))
        {
            setUp = await SetUpStore.CatalogueAsync(context, cancellation);
            journals = await OpenAsync(context, setUp, request, cancellation);
        }

        var posted = 0;
        var messages = new List<FinanceMessage>();
        for (var last = -1; posted != last && journals.Count > 0;)
        {
            // A journal whose lines wait for lines of another one is tried again as long as something was posted.
            last = posted;
            messages.Clear();
            var open = new List<(string Company, string Journal)>();
            foreach (var (company, journal) in journals)
            {
                var before = messages.Count;
                try
                {
                    posted += await PostAsync(setUp, setUp.Company(company)!, journal, messages, cancellation);
                }
                catch (FinanceRefusal refusal)
                {
                    messages.Add(refusal.ToMessage());
                }

                if (messages.Count > before)
                {
                    open.Add((company, journal));
                }
            }

            journals = open;
        }

        return new JournalPostingResult(posted, messages);
    }

    private static async Task<List<(string Company, string Journal)>> OpenAsync(FinanceContext context, SetUpCatalogue setUp, JournalPostingRequest request, CancellationToken cancellation)
    {
        var company = request.Company is null ? null
            : setUp.Company(request.Company)?.Id ?? throw new FinanceRefusal("PINV4003", $"company {request.Company}", "The company is not set up. Correct the request.", StatusCodes.Status404NotFound);
        var journals = context.Set<IntegrationJournal>().Where(journal => (company == null || journal.DataAreaId == company) && (request.Journal == null || journal.JournalId == request.Journal));
        if (request.Journal is not null && !await journals.AnyAsync(cancellation))
        {
            throw new FinanceRefusal("PINV4101", $"journal {request.Journal}", "There is no such journal. Correct the request.", StatusCodes.Status404NotFound);
        }

        var open = await journals.Where(journal => journal.Status == JournalStatus.Draft).OrderBy(journal => journal.DataAreaId).ThenBy(journal => journal.JournalId)
            .Select(journal => new { journal.DataAreaId, journal.JournalId }).ToListAsync(cancellation);
        return open.ConvertAll(journal => (journal.DataAreaId, journal.JournalId));
    }

    private async Task<int> PostAsync(SetUpCatalogue setUp, Company company, string journal, List<FinanceMessage> messages, CancellationToken cancellation)
    {
        using var step = FinanceTelemetry.Start("Post journal", journal);
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("journal", company.Id, journal, cancellation);
        setUp = await HeldSetUp.OfAsync(session, cancellation);
        company = setUp.Company(company.Id)!;
        var lines = await session.Query<IntegrationJournalLine>()
            .Where(line => line.DataAreaId == company.Id && line.JournalId == journal && line.Status == JournalStatus.Draft).OrderBy(line => line.LineNumber).ToListAsync(cancellation);
        var pricing = new JournalPricing(setUp, new CompanyBooks(setUp, company));
        var priced = await pricing.PriceAsync(session, lines, messages, cancellation);
        if (priced.Count == 0)
        {
            step.Done(0);
            return 0;
        }

        var vouchers = await NumberSequences.TakeAsync(session, setUp, company.Id, NumberReferences.JournalVoucher, priced.Count, $"journal {journal}", cancellation);
        var entries = new List<LedgerEntry>();
        for (var index = 0; index < priced.Count; index++)
        {
            priced[index].Voucher = vouchers[index];
            priced[index].Status = JournalStatus.Posted;
            entries.AddRange(EntriesOf(setUp, priced[index]));
        }

        await WriteAsync(session, journal, company, lines.Count == priced.Count, priced, entries, cancellation);
        await outbox.AddAsync(session, CallbackOf(company, journal, priced), cancellation);
        await session.CommitAsync(cancellation);
        step.Done(priced.Count);
        return priced.Count;
    }

    private static IReadOnlyList<LedgerEntry> EntriesOf(SetUpCatalogue setUp, IntegrationJournalLine line)
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

    private static async Task WriteAsync(
        FinanceSession session, string journal, Company company, bool complete, List<IntegrationJournalLine> lines, List<LedgerEntry> entries, CancellationToken cancellation)
    {
        string[] columns =
        [
            nameof(IntegrationJournalLine.Status), nameof(IntegrationJournalLine.Voucher), nameof(IntegrationJournalLine.AccountingDate), nameof(IntegrationJournalLine.ExchangeRate),
            nameof(IntegrationJournalLine.AccountingAmount), nameof(IntegrationJournalLine.ReportingRate), nameof(IntegrationJournalLine.ReportingAmount),
            nameof(IntegrationJournalLine.ProfileId), nameof(IntegrationJournalLine.AccruesRevenue), nameof(IntegrationJournalLine.CostToBalance), nameof(IntegrationJournalLine.Dimensions),
            nameof(IntegrationJournalLine.SalesTaxGroup), nameof(IntegrationJournalLine.ItemSalesTaxGroup), nameof(IntegrationJournalLine.LineProperty),
            nameof(IntegrationJournalLine.DebitAccount), nameof(IntegrationJournalLine.CreditAccount),
        ];
        var claimed = await session.Rows.UpdateAsync(lines, columns, (nameof(IntegrationJournalLine.Status), JournalStatus.Draft), cancellation);
        if (claimed != lines.Count)
        {
            throw new DbUpdateConcurrencyException($"Journal {journal} is being posted by another run; it is left to that run.");
        }

        var taken = await session.Rows.InsertAsync(lines.Select(line => new LedgerVoucher { DataAreaId = company.Id, Voucher = line.Voucher!, AccountingDate = line.AccountingDate, JournalId = journal }), cancellation);
        if (taken.Count > 0)
        {
            throw NumberSequences.TakenBefore(company.Id, NumberReferences.JournalVoucher, taken[0].Voucher, $"journal {journal}");
        }

        await session.Rows.InsertAsync(entries, cancellation);
        await session.Rows.InsertAsync(lines.Select(JournalTransaction.Of), cancellation);
        await session.Rows.UpdateAsync(
            lines.Select(line => new ActualsImport
            {
                DataAreaId = line.DataAreaId,
                ActualsImportId = line.ActualsImportId,
                VoucherNumber = line.Voucher,
                ExchangeRate = line.ExchangeRate,
                AccountingAmount = line.AccountingAmount,
                ImportStatus = ImportStatus.Posted,
            }),
            [nameof(ActualsImport.VoucherNumber), nameof(ActualsImport.ExchangeRate), nameof(ActualsImport.AccountingAmount), nameof(ActualsImport.ImportStatus)], null, cancellation);
        if (complete)
        {
            await session.Rows.UpdateAsync(
                [new IntegrationJournal { DataAreaId = company.Id, JournalId = journal, Status = JournalStatus.Posted }], [nameof(IntegrationJournal.Status)], null, cancellation);
        }
    }

    private static PostingCallback CallbackOf(Company company, string journal, List<IntegrationJournalLine> lines) => new(
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
        lines.ConvertAll(line => new PostingCallbackLine(line.ActualsImportId, line.Voucher, line.ExchangeRate, line.AccountingAmount, 0m)));
}
