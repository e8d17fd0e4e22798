using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>
/// Uses and refunds of retainers that were posted before it was kept of which retainer they were: as soon as their rows are sent again, they count as taken
/// from it.
/// </summary>
internal static class RetainersOfBefore
{
    private static readonly string[] Columns = [nameof(ProjectTransaction.RetainerActualId)];

    /// <summary>Links what is posted of some retainers.</summary>
    /// <param name="session">The transaction that stores their rows.</param>
    /// <param name="retainers">Their ids at the sender.</param>
    public static async Task LinkAsync(FinanceSession session, IReadOnlyCollection<Guid> retainers, CancellationToken cancellation)
    {
        var posted = await session
            .Query<ActualsImport>()
            .Where(row => row.IsRetainer && row.RetainerId != null && EF.Parameter(retainers).Contains(row.RetainerId.Value))
            .Join(
                session.Query<ProjectTransaction>(),
                row => row.ActualId,
                transaction => transaction.ActualId,
                (row, transaction) => new { RetainerId = row.RetainerId!.Value, Transaction = transaction }
            )
            .Join(
                session.Query<ProposalLine>(),
                pair => pair.Transaction.ActualId,
                line => line.ActualId,
                (pair, line) =>
                    new
                    {
                        pair.RetainerId,
                        pair.Transaction,
                        Line = line,
                    }
            )
            .OrderBy(row => row.Transaction.Voucher)
            .ToListAsync(cancellation);
        var credited = posted.Where(row => row.Line.CreditedActualId is not null).Select(row => row.Line.CreditedActualId!.Value).ToHashSet();
        foreach (var retainer in posted.GroupBy(row => row.RetainerId))
        {
            var invoiced = retainer
                .Where(row => row.Transaction.RetainerActualId == row.Transaction.ActualId)
                .OrderBy(row => credited.Contains(row.Transaction.ActualId))
                .FirstOrDefault();
            var unlinked = retainer.Where(row => row.Transaction.RetainerActualId is null).ToList();
            if (invoiced is null || unlinked.Count == 0)
            {
                continue;
            }

            unlinked.ForEach(row => row.Line.RetainerActualId = row.Transaction.RetainerActualId = invoiced.Transaction.ActualId);
            await session.Rows.UpdateAsync(unlinked.ConvertAll(row => row.Transaction), Columns, null, cancellation);
            await session.Rows.UpdateAsync(unlinked.ConvertAll(row => row.Line), Columns, null, cancellation);
        }
    }

    /// <summary>The posted uses and refunds of some contracts of which nobody knows yet which retainer they took from, by contract.</summary>
    public static async Task<ILookup<string, string>> UnlinkedAsync(
        FinanceSession session,
        IReadOnlyCollection<string> contracts,
        CancellationToken cancellation
    )
    {
        var unlinked = await session
            .Query<ProjectTransaction>()
            .Where(row =>
                row.RetainerActualId == null
                && row.TransactionType == TransactionClass.OnAccount
                && row.ContractId != null
                && EF.Parameter(contracts).Contains(row.ContractId)
            )
            .Join(
                session.Query<ActualsImport>().Where(row => row.IsRetainer),
                row => row.ActualId,
                staged => staged.ActualId,
                (row, staged) => new { row.ContractId, row.InvoiceProposalId }
            )
            .Distinct()
            .OrderBy(row => row.InvoiceProposalId)
            .ToListAsync(cancellation);
        return unlinked.ToLookup(row => row.ContractId!, row => row.InvoiceProposalId ?? string.Empty);
    }
}
