using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Telemetry;
using ProjectInvoice.Finance.WriteBack;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Posts integration journals: each is claimed first, then posted in one transaction, one voucher a line. Faulty lines go to a journal of their own with the
/// reason; a line that follows another one (its reversal) waits as a draft until that is posted.
/// </summary>
internal sealed class PostJournals(FinanceDatabase database, IPostingOutbox outbox, JournalClaim claim, PostingGate gate, ILogger<PostJournals> logger)
{
    public async Task<JournalPostingResult> PostAsync(JournalPostingRequest request, CancellationToken cancellation)
    {
        await gate.RequireOpenAsync(cancellation);
        var journals = await OpenAsync(request, cancellation);
        var posted = 0;
        var faults = new List<Fault>();
        var waiting = new List<Fault>();
        for (var last = -1; posted != last && journals.Count > 0; )
        {
            // A journal whose lines wait for lines of another one is tried again as long as something was posted.
            last = posted;
            waiting.Clear();
            var open = new List<(string Company, string Journal)>();
            foreach (var (company, journal) in journals)
            {
                if (await PostAsync(company, journal, faults, cancellation) is not { } priced)
                {
                    continue;
                }

                posted += priced.Ready.Count;
                if (priced.Waiting.Count > 0)
                {
                    waiting.AddRange(priced.Faults.Where(fault => fault.Error == JournalErrors.Waits));
                    open.Add((company, journal));
                }
            }

            journals = open;
        }

        return new JournalPostingResult(posted, [.. faults.Concat(waiting).Select(FinanceMessage.Of)]);
    }

    private async Task<List<(string Company, string Journal)>> OpenAsync(JournalPostingRequest request, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var setUp = await SetupStore.CatalogAsync(context, cancellation);
        var company = request.Company is null
            ? null
            : setUp.Company(request.Company)?.Id ?? throw SetupErrors.UnknownCompany.Refusal($"company {request.Company}");
        var journals = await context
            .Set<IntegrationJournal>()
            .Where(journal => (company == null || journal.DataAreaId == company) && (request.Journal == null || journal.JournalId == request.Journal))
            .Where(journal => request.Journal != null || journal.Status == JournalStatus.Draft || journal.Status == JournalStatus.Processing)
            .OrderBy(journal => journal.DataAreaId)
            .ThenBy(journal => journal.JournalId)
            .ToListAsync(cancellation);
        if (request.Journal is not null && journals.Count == 0)
        {
            throw JournalErrors.UnknownJournal.Refusal($"journal {request.Journal}");
        }

        if (request.Journal is not null && journals.Find(journal => journal.Status is JournalStatus.Error or JournalStatus.Unrecoverable) is { } faulty)
        {
            throw JournalErrors.Faulty.Refusal($"journal {faulty.JournalId}");
        }

        return journals.FindAll(journal => journal.Status != JournalStatus.Posted).ConvertAll(journal => (journal.DataAreaId, journal.JournalId));
    }

    /// <summary>What became of the lines; null where another run has the journal, or where it could not be posted at all.</summary>
    private async Task<PricedJournal?> PostAsync(string company, string journal, List<Fault> faults, CancellationToken cancellation)
    {
        using var step = FinanceTelemetry.Start("Post journal", journal);
        if (!await claim.TakeAsync(company, journal, cancellation))
        {
            return null;
        }

        try
        {
            await using var session = await database.BeginAsync(cancellation);
            await session.LockAsync("journal", company, journal, cancellation);
            await session.LockSharedAsync(AdjustAccounting.Lock, cancellation);
            if (!await JournalClaim.IsProcessingAsync(session, company, journal, cancellation))
            {
                return null;
            }

            // Posting computes anew, by the set-up of this moment.
            var setUp = await HeldSetup.OfAsync(session, cancellation);
            var posting = new JournalPosting(session, setUp, new CompanyBooks(setUp, setUp.Company(company)!), outbox);
            var priced = await posting.PostAsync(journal, cancellation);
            await session.CommitAsync(cancellation);
            step.Done(priced.Ready.Count);
            faults.AddRange(priced.Faults.Where(fault => fault.Error != JournalErrors.Waits));
            return priced;
        }
        catch (FinanceRefusal refusal)
        {
            faults.AddRange(refusal.Faults);
            await claim.ReleaseAsync(company, journal, cancellation);
            return null;
        }
        catch (Exception exception)
            when (exception is not DbUpdateConcurrencyException && !cancellation.IsCancellationRequested && StorageErrors.Of(exception) is null)
        {
            // Others may be posted already: the answer has to tell of them.
            logger.LogError(exception, "{Code}: posting of journal {Journal} failed", JournalErrors.Failed.Code, journal);
            faults.Add(JournalErrors.Failed.For($"journal {journal}"));
            await claim.ReleaseAsync(company, journal, cancellation);
            return null;
        }
    }
}
