using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Marks a journal as being posted, in a transaction of its own, so that everybody sees it. Who posts holds the lock of the journal;
/// a journal in process that nobody holds was left by a run that ended, and is taken up.
/// </summary>
internal sealed class JournalClaim(FinanceDatabase database)
{
    /// <summary>Whether the journal is in process afterwards.</summary>
    public async Task<bool> TakeAsync(string company, string journal, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("journal", company, journal, cancellation);
        var claimed = await session.Rows.UpdateAsync(
            [
                new IntegrationJournal
                {
                    DataAreaId = company,
                    JournalId = journal,
                    Status = JournalStatus.Processing,
                },
            ],
            [nameof(IntegrationJournal.Status)],
            (nameof(IntegrationJournal.Status), JournalStatus.Draft),
            cancellation
        );
        if (claimed == 0)
        {
            return await IsProcessingAsync(session, company, journal, cancellation);
        }

        await session
            .Context.Set<IntegrationJournalLine>()
            .Where(line => line.DataAreaId == company && line.JournalId == journal && line.Status == JournalStatus.Draft)
            .ExecuteUpdateAsync(update => update.SetProperty(line => line.Status, JournalStatus.Processing), cancellation);
        await session.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Makes a journal a draft again that could not be posted at all.</summary>
    public async Task ReleaseAsync(string company, string journal, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("journal", company, journal, cancellation);
        if (await IsProcessingAsync(session, company, journal, cancellation))
        {
            await ToDraftAsync(session, company, journal, JournalStatus.Processing, cancellation);
            await session.CommitAsync(cancellation);
        }
    }

    /// <summary>Makes the lines of a status drafts again, their faults forgotten, and the journal what follows from it.</summary>
    public static async Task<JournalStatus?> ToDraftAsync(
        FinanceSession session,
        string company,
        string journal,
        JournalStatus from,
        CancellationToken cancellation
    )
    {
        await session
            .Context.Set<IntegrationJournalLine>()
            .Where(line => line.DataAreaId == company && line.JournalId == journal && line.Status == from)
            .ExecuteUpdateAsync(
                update => update.SetProperty(line => line.Status, JournalStatus.Draft).SetProperty(line => line.Fault, (string?)null),
                cancellation
            );
        return await JournalState.WriteAsync(session, company, journal, cancellation);
    }

    public static Task<bool> IsProcessingAsync(FinanceSession session, string company, string journal, CancellationToken cancellation) =>
        session
            .Query<IntegrationJournal>()
            .AnyAsync(row => row.DataAreaId == company && row.JournalId == journal && row.Status == JournalStatus.Processing, cancellation);
}
