using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Writes on a journal what its lines make of it: how many they are, and the status that asks for the next step. A journal without lines is removed.
/// </summary>
internal static class JournalState
{
    private static readonly JournalStatus[] MostUrgentFirst =
    [
        JournalStatus.Processing,
        JournalStatus.Draft,
        JournalStatus.Error,
        JournalStatus.Unrecoverable,
        JournalStatus.Posted,
    ];

    /// <returns>The status; null where the journal had no lines any more.</returns>
    public static async Task<JournalStatus?> WriteAsync(FinanceSession session, string company, string journal, CancellationToken cancellation)
    {
        var counts = await session
            .Query<IntegrationJournalLine>()
            .Where(line => line.DataAreaId == company && line.JournalId == journal)
            .GroupBy(line => line.Status)
            .Select(group => new { Status = group.Key, Count = group.Count() })
            .ToListAsync(cancellation);
        if (counts.Count == 0)
        {
            await session
                .Context.Set<IntegrationJournal>()
                .Where(row => row.DataAreaId == company && row.JournalId == journal)
                .ExecuteDeleteAsync(cancellation);
            return null;
        }

        var status = MostUrgentFirst.First(status => counts.Exists(count => count.Status == status));
        var row = new IntegrationJournal
        {
            DataAreaId = company,
            JournalId = journal,
            Status = status,
            LineCount = counts.Sum(count => count.Count),
        };
        await session.Rows.UpdateAsync([row], [nameof(IntegrationJournal.Status), nameof(IntegrationJournal.LineCount)], null, cancellation);
        return status;
    }
}
