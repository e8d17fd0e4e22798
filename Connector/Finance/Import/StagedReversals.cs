using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>
/// The staged rows that reverse unbilled sales which an invoice bills. That of billing itself, of the same invoice, is nothing to book: posting the invoice
/// takes the accrual back. Any other would take the same work back twice.
/// </summary>
internal sealed class StagedReversals
{
    private readonly HashSet<Guid> ofBilling = [];
    private readonly Dictionary<Guid, Fault> faults = [];

    private StagedReversals() { }

    public static async Task<StagedReversals> FindAsync(FinanceSession session, IReadOnlyCollection<ActualsImport> rows, CancellationToken cancellation)
    {
        var found = new StagedReversals();
        var sales = rows.Where(row => row.TransactionType == ProjCDSTransType.Sales).ToDictionary(row => row.ActualId);
        var connections = await Connections.OfAsync(session, sales.Keys, cancellation);
        var pairs = sales
            .Values.SelectMany(row =>
                connections.Of(row.ActualId, RelationshipRole.Reversing, RelationshipRole.Original).Select(original => (Row: row, Original: original))
            )
            .ToList();
        if (pairs.Count == 0)
        {
            return found;
        }

        var originals = pairs.ConvertAll(pair => pair.Original);
        var billing = await BillingAsync(session, originals, cancellation);
        var holders = await session
            .Query<ProposalLine>()
            .Where(line => line.UnbilledActualId != null && EF.Parameter(originals).Contains(line.UnbilledActualId.Value))
            .Select(line => new
            {
                line.UnbilledActualId,
                line.InvoiceProposalId,
                line.LineNumber,
            })
            .ToDictionaryAsync(line => line.UnbilledActualId!.Value, cancellation);
        foreach (var (row, original) in pairs)
        {
            if (row.InvoiceProposalId is { } proposal && billing[original].Contains(proposal))
            {
                found.ofBilling.Add(row.ActualId);
            }
            else if (holders.TryGetValue(original, out var holder))
            {
                found.faults[row.ActualId] = ImportErrors.ReversesBilled.Found(row.ActualId, original, holder.LineNumber, holder.InvoiceProposalId);
            }
        }

        return found;
    }

    /// <summary>Whether the row is billing's own reversal, for which nothing is booked.</summary>
    public bool IsOfBilling(ActualsImport row) => ofBilling.Contains(row.ActualId);

    /// <summary>Why the row cannot be booked; null where no proposal bills what it reverses.</summary>
    public Fault? FaultOf(ActualsImport row) => faults.GetValueOrDefault(row.ActualId);

    /// <summary>The proposals of the billed sales that are connected to each unbilled sales.</summary>
    private static async Task<ILookup<Guid, string?>> BillingAsync(FinanceSession session, IReadOnlyCollection<Guid> originals, CancellationToken cancellation)
    {
        var connections = await Connections.OfAsync(session, originals, cancellation);
        var pairs = originals
            .Distinct()
            .SelectMany(original => connections.Of(original, RelationshipRole.UnbilledSales, RelationshipRole.BilledSales).Select(billed => (original, billed)))
            .ToList();
        var ids = pairs.ConvertAll(pair => pair.billed);
        var proposals = await session
            .Query<ActualsImport>()
            .Where(row => EF.Parameter(ids).Contains(row.ActualId) && row.TransactionType == ProjCDSTransType.BilledSales)
            .Select(row => new { row.ActualId, row.InvoiceProposalId })
            .ToDictionaryAsync(row => row.ActualId, row => row.InvoiceProposalId, cancellation);
        return pairs.ToLookup(pair => pair.original, pair => proposals.GetValueOrDefault(pair.billed));
    }
}
