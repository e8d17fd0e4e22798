using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>What a user calls staged cost and unbilled sales: the line of the invoice that bills it, else project, date and actual.</summary>
internal sealed class RecordNames
{
    private readonly Dictionary<(string Company, string? Proposal), Dictionary<Guid, int>> lines = [];

    /// <summary>The names by actual.</summary>
    public async Task<Dictionary<Guid, string>> OfAsync(FinanceSession session, IReadOnlyList<ActualsImport> rows, CancellationToken cancellation)
    {
        var names = rows.ToDictionary(
            row => row.ActualId,
            row =>
                $"{(row.TransactionType == ProjCDSTransType.Cost ? "cost" : "sales")} of project {row.ProjectId ?? "none"} on "
                + $"{row.TransactionDate:yyyy-MM-dd} ({row.ActualId})"
        );
        foreach (
            var (sales, billed) in await BilledOfAsync(
                session,
                [.. rows.Where(row => row.TransactionType == ProjCDSTransType.Sales).Select(row => row.ActualId)],
                cancellation
            )
        )
        {
            var lines = await LinesAsync(session, billed, cancellation);
            names[sales] = lines.TryGetValue(billed.ActualId, out var line)
                ? $"{billed.InvoiceProposalId} line {line}"
                : $"{billed.InvoiceProposalId} actual {billed.ActualId}";
        }

        return names;
    }

    private static async Task<Dictionary<Guid, ActualsImport>> BilledOfAsync(FinanceSession session, List<Guid> sales, CancellationToken cancellation)
    {
        if (sales.Count == 0)
        {
            return [];
        }

        var connections = await Connections.OfAsync(session, sales, cancellation);
        var ids = sales.SelectMany(id => BilledOf(connections, id)).Distinct().ToList();
        var rows = await session
            .Query<ActualsImport>()
            .Where(row => EF.Parameter(ids).Contains(row.ActualId))
            .Select(row => new ActualsImport
            {
                DataAreaId = row.DataAreaId,
                InvoiceProposalId = row.InvoiceProposalId,
                ActualId = row.ActualId,
            })
            .ToDictionaryAsync(row => row.ActualId, cancellation);
        var billed = new Dictionary<Guid, ActualsImport>();
        foreach (var id in sales)
        {
            // Where several bill it, the first one that has arrived: connections come in the order of ids.
            if (rows.TryGetValue(BilledOf(connections, id).FirstOrDefault(rows.ContainsKey), out var row))
            {
                billed[id] = row;
            }
        }

        return billed;
    }

    private static IEnumerable<Guid> BilledOf(Connections connections, Guid sales) =>
        connections.Of(sales, RelationshipRole.UnbilledSales, RelationshipRole.BilledSales);

    private async Task<Dictionary<Guid, int>> LinesAsync(FinanceSession session, ActualsImport billed, CancellationToken cancellation)
    {
        var key = (billed.DataAreaId, billed.InvoiceProposalId);
        if (!this.lines.TryGetValue(key, out var lines))
        {
            var ids = await session
                .Query<ActualsImport>()
                .Where(row => row.DataAreaId == billed.DataAreaId && row.InvoiceProposalId == billed.InvoiceProposalId)
                .Where(row => row.TransactionType == ProjCDSTransType.BilledSales && row.BillingType == ProjBillingType.Chargeable)
                .InCanonicalOrder()
                .Select(row => row.ActualId)
                .ToListAsync(cancellation);
            this.lines[key] = lines = ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index + 1);
        }

        return lines;
    }
}
