using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>
/// Delete all: the lines of a proposal go back to staging and the proposal is open again, so that the next import makes them anew. Repeated, it changes
/// nothing.
/// </summary>
internal sealed class DeleteAllLines(FinanceDatabase database)
{
    /// <exception cref="FinanceRefusal">The proposal is unknown (<see cref="ProposalErrors.UnknownProposal"/>) or closed
    /// (<see cref="ProposalErrors.Closed"/>).</exception>
    public async Task<DeletedLines> RunAsync(string company, string proposal, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("proposal", company, proposal, cancellation);
        var header =
            await session
                .Query<InvoiceProposal>()
                .SingleOrDefaultAsync(header => header.DataAreaId == company && header.InvoiceProposalId == proposal, cancellation)
            ?? throw ProposalErrors.UnknownProposal.Refusal(proposal, company);
        ProposalDraft.Require(header);
        var lines = session
            .Context.Set<ProposalLine>()
            .Where(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId);
        var deleted = await lines.ExecuteDeleteAsync(cancellation);
        if (header.ProposalStatus == ProposalStatus.Ready)
        {
            await ReopenAsync(session, header, cancellation);
        }

        await session.CommitAsync(cancellation);
        return new DeletedLines(deleted, nameof(ProposalStatus.Open));
    }

    private static async Task ReopenAsync(FinanceSession session, InvoiceProposal header, CancellationToken cancellation)
    {
        await OnAccountTransactions.ReleaseAsync(session, header, cancellation);
        await session
            .Context.Set<ActualsImport>()
            .Where(row =>
                row.DataAreaId == header.DataAreaId
                && row.InvoiceProposalId == header.InvoiceProposalId
                && row.TransactionType == ProjCDSTransType.BilledSales
                && row.ImportStatus == ImportStatus.Imported
            )
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.ImportStatus, ImportStatus.Staged), cancellation);
        header.ProposalStatus = ProposalStatus.Open;
        header.WaitingReason = "All lines were deleted. Run the import to add them again.";
        header.SumTax = 0m;
        header.InvoiceAmount = 0m;
        string[] columns = [nameof(header.ProposalStatus), nameof(header.WaitingReason), nameof(header.SumTax), nameof(header.InvoiceAmount)];
        if (await session.Rows.UpdateAsync([header], columns, (nameof(header.ProposalStatus), ProposalStatus.Ready), cancellation) != 1)
        {
            throw new DbUpdateConcurrencyException($"Proposal {header.InvoiceProposalId} was changed by other work meanwhile.");
        }
    }
}
