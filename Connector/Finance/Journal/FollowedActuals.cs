using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Finds what journal lines follow: a reversal the row it reverses; the new unbilled sales of a full credit the row that the credited invoice line had billed,
/// so that the balances become what they were before the invoice (domain rules, section 7).
/// </summary>
internal static class FollowedActuals
{
    public static async Task<Dictionary<Guid, FollowedActual>> FindAsync(
        FinanceSession session,
        IReadOnlyCollection<IntegrationJournalLine> lines,
        CancellationToken cancellation
    )
    {
        var connections = await Connections.OfAsync(session, [.. lines.Select(line => line.ActualId)], cancellation);
        var replaced = lines.SelectMany(line => connections.Of(line.ActualId, RelationshipRole.Replacing, RelationshipRole.Original)).Distinct().ToList();
        var credited = await session
            .Query<ActualsImport>()
            .Where(row => EF.Parameter(replaced).Contains(row.ActualId) && row.TransactionType == ProjCDSTransType.BilledSales)
            .Select(row => new
            {
                row.ActualId,
                row.Amount,
                row.Quantity,
            })
            .ToDictionaryAsync(row => row.ActualId, cancellation);
        var billed = await BilledAsync(session, [.. credited.Keys], cancellation);
        var followed = new Dictionary<Guid, FollowedActual>();
        foreach (var line in lines)
        {
            var reversed = connections
                .Of(line.ActualId, RelationshipRole.Reversing, RelationshipRole.Original)
                .Select(original => new FollowedActual(original, original, true));
            var restored = connections
                .Of(line.ActualId, RelationshipRole.Replacing, RelationshipRole.Original)
                .Where(original => credited.TryGetValue(original, out var row) && row.Amount == line.Amount && row.Quantity == line.Quantity)
                .Select(original => new FollowedActual(original, billed.GetValueOrDefault(original, original), false));
            if (reversed.Concat(restored).FirstOrDefault() is { } found)
            {
                followed[line.ActualId] = found;
            }
        }

        return followed;
    }

    private static async Task<Dictionary<Guid, Guid>> BilledAsync(FinanceSession session, List<Guid> credited, CancellationToken cancellation) =>
        await session
            .Query<ProposalLine>()
            .Where(line => EF.Parameter(credited).Contains(line.ActualId) && line.UnbilledActualId != null)
            .Select(line => new { line.ActualId, line.UnbilledActualId })
            .ToDictionaryAsync(line => line.ActualId, line => line.UnbilledActualId!.Value, cancellation);
}
