using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Staging;
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

        var originals = followed.Values.Select(found => found.Original).Distinct().ToList();
        var staged = await session
            .Query<ActualsImport>()
            .Where(row => EF.Parameter(originals).Contains(row.ActualId))
            .Select(row => new
            {
                row.ActualId,
                row.DataAreaId,
                row.TransactionType,
                row.TransactionCurrencyId,
            })
            .ToDictionaryAsync(row => row.ActualId, cancellation);
        var lost = (
            await session
                .Query<IntegrationJournalLine>()
                .Where(line => EF.Parameter(originals).Contains(line.ActualId) && line.Status == JournalStatus.Unrecoverable)
                .Select(line => line.ActualId)
                .ToListAsync(cancellation)
        ).ToHashSet();
        var reversed = await PostedReversals.FindAsync(session, originals, cancellation);
        var invoiced = await session
            .Query<ProjectTransaction>()
            .Where(row => EF.Parameter(originals).Contains(row.ActualId) && row.Kind == ProjCDSTransType.Sales && row.InvoiceProposalId != null)
            .Select(row => new { row.ActualId, row.InvoiceProposalId })
            .ToDictionaryAsync(row => row.ActualId, row => row.InvoiceProposalId, cancellation);
        foreach (var line in lines.Where(line => followed.ContainsKey(line.ActualId)))
        {
            var found = followed[line.ActualId];
            var original = staged.GetValueOrDefault(found.Original);
            var cause =
                found.Original == line.ActualId ? "which is the line itself"
                : lost.Contains(found.Original) ? "which can never be posted itself"
                : original is null ? null
                : !string.Equals(original.DataAreaId, line.DataAreaId, StringComparison.OrdinalIgnoreCase) ? $"which belongs to company {original.DataAreaId}"
                : found.Reverses && original.TransactionType != line.Kind ? $"which is {original.TransactionType}, not {line.Kind}"
                : !string.Equals(original.TransactionCurrencyId, line.CurrencyId, StringComparison.OrdinalIgnoreCase)
                    ? $"which is in {original.TransactionCurrencyId}, not {line.CurrencyId}"
                : found.Reverses && invoiced.TryGetValue(found.Original, out var invoice) ? $"which invoice {invoice} has billed"
                : found.Reverses && !reversed.TryAdd(found.Original, line.ActualId) && reversed[found.Original] != line.ActualId
                    ? $"which actual {reversed[found.Original]} has reversed already"
                : null;
            if (cause is not null)
            {
                hopeless[line.ActualId] = JournalErrors.Hopeless.Found(found.Original, cause);
            }
        }

        return hopeless;
    }
}
