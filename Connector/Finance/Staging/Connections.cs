using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Staging;

/// <summary>The connections of a set of actuals, read from whichever end stands first.</summary>
internal sealed class Connections
{
    private readonly ILookup<Guid, (string OwnRole, string OtherRole, Guid Other)> byActual;

    private Connections(IEnumerable<TransactionRelationship> relationships) =>
        byActual = relationships
            .DistinctBy(relationship => relationship.ConnectionId)
            .SelectMany(relationship =>
                new[]
                {
                    (Own: relationship.Transaction1Id, relationship.Transaction1Role, relationship.Transaction2Role, Other: relationship.Transaction2Id),
                    (Own: relationship.Transaction2Id, relationship.Transaction2Role, relationship.Transaction1Role, Other: relationship.Transaction1Id),
                }
            )
            .OrderBy(end => end.Other)
            .ToLookup(end => end.Own, end => (end.Item2, end.Item3, end.Other));

    public static async Task<Connections> OfAsync(FinanceSession session, IReadOnlyCollection<Guid> actualIds, CancellationToken cancellation)
    {
        var relationships = session.Query<TransactionRelationship>();
        var first = await relationships.Where(row => EF.Parameter(actualIds).Contains(row.Transaction1Id)).ToListAsync(cancellation);
        var second = await relationships.Where(row => EF.Parameter(actualIds).Contains(row.Transaction2Id)).ToListAsync(cancellation);
        return new Connections(first.Concat(second));
    }

    /// <summary>The actuals that stand in the other role of a connection in which this one plays its own.</summary>
    public IEnumerable<Guid> Of(Guid actual, string ownRole, string otherRole) =>
        byActual[actual].Where(end => end.OwnRole == ownRole && end.OtherRole == otherRole).Select(end => end.Other).Distinct();
}
