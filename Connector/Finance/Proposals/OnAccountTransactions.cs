using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>What becomes of the on-account transactions of a proposal.</summary>
internal static class OnAccountTransactions
{
    /// <summary>The proposal is posted: what it holds is invoiced; a milestone that it credits can be invoiced again.</summary>
    public static async Task InvoiceAsync(FinanceSession session, InvoiceProposal header, CancellationToken cancellation)
    {
        await Held(session, header).ExecuteUpdateAsync(update => update.SetProperty(row => row.Status, OnAccountStatus.Invoiced), cancellation);
        var lines = session.Query<ProposalLine>();
        var own = lines.Where(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId);
        var credits = own.Where(line => line.CreditedActualId != null);

        // A milestone that was sent while its billed sales was being imported.
        var named = own.Where(line => line.CreditedActualId == null && line.MilestoneId != null).Select(line => line.MilestoneId);
        await session
            .Context.Set<OnAccountTransaction>()
            .Where(row => row.Status == OnAccountStatus.Open && row.MilestoneId != null && named.Contains(row.MilestoneId))
            .ExecuteUpdateAsync(
                update => update.SetProperty(row => row.Status, OnAccountStatus.Invoiced).SetProperty(row => row.InvoiceProposalId, header.InvoiceProposalId),
                cancellation
            );
        var credited = credits.Join(lines, credit => credit.CreditedActualId, line => (Guid?)line.ActualId, (_, line) => line.OnAccountTransactionId);
        await session
            .Context.Set<OnAccountTransaction>()
            .Where(row => row.MilestoneId != null && credited.Contains(row.OnAccountTransactionId))
            .ExecuteUpdateAsync(
                update => update.SetProperty(row => row.Status, OnAccountStatus.Open).SetProperty(row => row.InvoiceProposalId, (string?)null),
                cancellation
            );
    }

    /// <summary>The lines of the proposal are deleted: what it held can be reviewed and invoiced again.</summary>
    public static Task<int> ReleaseAsync(FinanceSession session, InvoiceProposal header, CancellationToken cancellation) =>
        Held(session, header)
            .ExecuteUpdateAsync(
                update => update.SetProperty(row => row.Status, OnAccountStatus.Open).SetProperty(row => row.InvoiceProposalId, (string?)null),
                cancellation
            );

    private static IQueryable<OnAccountTransaction> Held(FinanceSession session, InvoiceProposal header) =>
        session
            .Context.Set<OnAccountTransaction>()
            .Where(row => row.DataAreaId == header.DataAreaId && row.InvoiceProposalId == header.InvoiceProposalId && row.Status == OnAccountStatus.OnProposal);
}
