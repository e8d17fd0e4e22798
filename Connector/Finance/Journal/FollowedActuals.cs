using Finance.Import;
using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Journal;

/// <summary>Finds what a journal line takes its rate from: the row it reverses, or the billed row that it makes billable again in full.</summary>
internal static class FollowedActuals
{
    public static async Task<Dictionary<Guid, Guid>> FindAsync(FinanceSession session, IReadOnlyCollection<IntegrationJournalLine> lines, CancellationToken cancellation)
    {
        var connections = await Connections.OfAsync(session, [.. lines.Select(line => line.ActualId)], cancellation);
        var replaced = lines.SelectMany(line => connections.Of(line.ActualId, RelationshipRole.Replacing, RelationshipRole.Original)).Distinct().ToList();
        var billed = await session.Query<ActualsImport>()
            .Where(row => EF.Parameter(replaced).Contains(row.ActualId) && row.TransactionType == ProjCDSTransType.BilledSales)
            .Select(row => new { row.ActualId, row.Amount, row.Quantity }).ToDictionaryAsync(row => row.ActualId, cancellation);
        var followed = new Dictionary<Guid, Guid>();
        foreach (var line in lines)
        {
            var reversed = connections.Of(line.ActualId, RelationshipRole.Reversing, RelationshipRole.Original);
            var restored = connections.Of(line.ActualId, RelationshipRole.Replacing, RelationshipRole.Original)
                .Where(original => billed.TryGetValue(original, out var row) && row.Amount == line.Amount && row.Quantity == line.Quantity);
            if (reversed.Concat(restored).Cast<Guid?>().FirstOrDefault() is { } original)
            {
                followed[line.ActualId] = original;
            }
        }

        return followed;
    }
}
