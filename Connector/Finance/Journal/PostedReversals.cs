using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>Finds what has been reversed already.</summary>
internal static class PostedReversals
{
    /// <summary>The posted row that has reversed each original; one that was not reversed is missing.</summary>
    public static async Task<Dictionary<Guid, Guid>> FindAsync(FinanceSession session, IReadOnlyCollection<Guid> originals, CancellationToken cancellation)
    {
        var connections = await Connections.OfAsync(session, [.. originals], cancellation);
        var reversals = originals
            .SelectMany(original => connections.Of(original, RelationshipRole.Original, RelationshipRole.Reversing).Select(reversal => (original, reversal)))
            .ToList();
        var ids = reversals.ConvertAll(pair => pair.reversal);
        var posted = (
            await session
                .Query<ProjectTransaction>()
                .Where(row => EF.Parameter(ids).Contains(row.ActualId))
                .Select(row => row.ActualId)
                .ToListAsync(cancellation)
        ).ToHashSet();
        return reversals
            .Where(pair => posted.Contains(pair.reversal))
            .GroupBy(pair => pair.original)
            .ToDictionary(group => group.Key, group => group.First().reversal);
    }
}
