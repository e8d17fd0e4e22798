using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Finds lines whose original can never be posted, or not for them: the original is the line itself, of another company, kind or currency, unrecoverable too,
/// billed by an invoice, or reversed by another row already. Staged rows do not change, so waiting would not help.
/// </summary>
internal static class HopelessLines
{
    public static async Task<Dictionary<Guid, Fault>> FindAsync(
        FinanceSession session,
        List<IntegrationJournalLine> lines,
        Dictionary<Guid, FollowedActual> followed,
        CancellationToken cancellation
    )
    {
        var hopeless = new Dictionary<Guid, Fault>();
        if (followed.Count == 0)
        {
            return hopeless;
        }

        var originals = await FollowedOriginals.ReadAsync(session, followed.Values.Select(found => found.Original).Distinct().ToList(), cancellation);
        foreach (var line in lines.Where(line => followed.ContainsKey(line.ActualId)))
        {
            var found = followed[line.ActualId];
            if (originals.WhyHopeless(line, found) is { } cause)
            {
                hopeless[line.ActualId] = JournalErrors.Hopeless.Found(found.Original, cause);
            }
        }

        return hopeless;
    }
}
