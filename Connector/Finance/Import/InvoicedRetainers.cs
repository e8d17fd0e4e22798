using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>The posted billed sales by which the retainers of some rows were invoiced, as long as they are not credited.</summary>
internal sealed class InvoicedRetainers
{
    private readonly ILookup<Guid, ProjectTransaction> invoiced;
    private readonly HashSet<Guid> inUse;

    private InvoicedRetainers(ILookup<Guid, ProjectTransaction> invoiced, HashSet<Guid> inUse) => (this.invoiced, this.inUse) = (invoiced, inUse);

    /// <summary>Whether a row uses or refunds a retainer, or was meant to.</summary>
    public static bool TakesFrom(ActualsImport row) => row is { IsRetainer: true, Amount: < 0 };

    public static async Task<InvoicedRetainers> FindAsync(FinanceSession session, IReadOnlyCollection<ActualsImport> rows, CancellationToken cancellation)
    {
        var ids = rows.Where(row => row is { IsRetainer: true, RetainerId: not null }).Select(row => row.RetainerId!.Value).Distinct().ToList();
        if (ids.Count == 0)
        {
            return new InvoicedRetainers(Array.Empty<ProjectTransaction>().ToLookup(row => row.ActualId), []);
        }

        var staged = session
            .Query<ActualsImport>()
            .Where(row => row.RetainerId != null && EF.Parameter(ids).Contains(row.RetainerId.Value) && row.TransactionType == ProjCDSTransType.BilledSales);
        var credits = session.Query<ProposalLine>();
        var invoiced = await staged
            .Join(session.Query<ProjectTransaction>(), row => row.ActualId, posted => posted.ActualId, (row, posted) => new { row.RetainerId, Posted = posted })
            .Where(pair => pair.Posted.RetainerActualId == pair.Posted.ActualId && !credits.Any(credit => credit.CreditedActualId == pair.Posted.ActualId))
            .OrderBy(pair => pair.Posted.Voucher)
            .ToListAsync(cancellation);
        var proposal = rows.First().InvoiceProposalId ?? string.Empty;
        var inUse = await staged
            .Where(row => row.IsRetainer && row.Amount < 0 && row.ImportStatus != ImportStatus.Posted && row.InvoiceProposalId != proposal)
            .Select(row => row.RetainerId!.Value)
            .Distinct()
            .ToListAsync(cancellation);
        return new InvoicedRetainers(invoiced.ToLookup(pair => pair.RetainerId!.Value, pair => pair.Posted), [.. inUse]);
    }

    /// <summary>The billed sales of the retainer that a row uses or refunds; null on every other row.</summary>
    public ProjectTransaction? Of(ActualsImport row) => TakesFrom(row) && row.RetainerId is { } retainer ? invoiced[retainer].FirstOrDefault() : null;

    /// <summary>What the use or refund of a row waits for; null when it waits for nothing.</summary>
    public string? Waiting(ActualsImport row) =>
        TakesFrom(row) && row.RetainerId is { } retainer && !invoiced[retainer].Any()
            ? "uses or refunds a retainer whose own invoice is not posted, or is credited."
            : null;

    /// <summary>What the credit of a retainer itself waits for: once it is posted, nothing can be used of the retainer any more.</summary>
    public string? WaitingCredit(ActualsImport row) =>
        row.RetainerId is { } retainer && inUse.Contains(retainer) ? "credits a retainer that an invoice uses which is not posted. Post that first." : null;
}
