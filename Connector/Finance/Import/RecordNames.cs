using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Import;

/// <summary>What a user calls a staged row: line of its invoice where it has one, else project, date and actual.</summary>
internal sealed class RecordNames
{
    private readonly Dictionary<string, List<Guid>> _orders = new(StringComparer.Ordinal);

    public async Task<string> OfAsync(FinanceSession session, ActualsImport row, CancellationToken cancellation)
    {
        var billed = row.TransactionType switch
        {
            ProjCDSTransType.BilledSales => row,
            ProjCDSTransType.Sales => await BilledOfAsync(session, row, cancellation),
            _ => null,
        };
        return (billed is null ? null : await LineOfAsync(session, billed, cancellation))
            ?? $"{(row.TransactionType == ProjCDSTransType.Cost ? "cost" : "sales")} of project {row.ProjectId ?? "none"} on {row.TransactionDate:yyyy-MM-dd} ({row.ActualId})";
    }

    private static async Task<ActualsImport?> BilledOfAsync(FinanceSession session, ActualsImport row, CancellationToken cancellation)
    {
        var connections = await Connections.OfAsync(session, [row.ActualId], cancellation);
        var billed = connections.Of(row.ActualId, RelationshipRole.UnbilledSales, RelationshipRole.BilledSales).ToList();
        return await session.Query<ActualsImport>().Where(other => EF.Parameter(billed).Contains(other.ActualId)).OrderBy(other => other.ActualId).FirstOrDefaultAsync(cancellation);
    }

    private async Task<string?> LineOfAsync(FinanceSession session, ActualsImport billed, CancellationToken cancellation)
    {
        var key = $"{billed.DataAreaId}\n{billed.InvoiceProposalId}";
        if (!_orders.TryGetValue(key, out var order))
        {
            _orders[key] = order = await session.Query<ActualsImport>()
                .Where(row => row.DataAreaId == billed.DataAreaId && row.InvoiceProposalId == billed.InvoiceProposalId)
                .Where(row => row.TransactionType == ProjCDSTransType.BilledSales && row.BillingType == ProjBillingType.Chargeable)
                .InCanonicalOrder().Select(row => row.ActualId).ToListAsync(cancellation);
        }

        var place = order.IndexOf(billed.ActualId);
        return place < 0 ? $"{billed.InvoiceProposalId} actual {billed.ActualId}" : $"{billed.InvoiceProposalId} line {place + 1}";
    }
}
