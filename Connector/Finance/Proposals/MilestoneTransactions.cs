using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>Keeps one on-account transaction for each milestone, in the transaction that stores, revises or deletes the milestone.</summary>
internal static class MilestoneTransactions
{
    private static readonly string[] Revised =
    [
        nameof(OnAccountTransaction.ProjectId),
        nameof(OnAccountTransaction.Amount),
        nameof(OnAccountTransaction.TransactionDate),
        nameof(OnAccountTransaction.Description),
        nameof(OnAccountTransaction.SalesTaxGroup),
        nameof(OnAccountTransaction.ItemSalesTaxGroup),
        nameof(OnAccountTransaction.Dimensions),
    ];

    /// <summary>
    /// Makes the transactions of new milestones and takes over what was revised, keeping what users changed. What a proposal holds stays as it is.
    /// </summary>
    /// <param name="session">The transaction that stores the milestones.</param>
    /// <param name="milestones">The milestones as they are now.</param>
    /// <param name="revised">Those among them that were known with other content.</param>
    /// <exception cref="FinanceRefusal">Two milestones have one GUID (<see cref="ProposalErrors.MilestoneTwice"/>).</exception>
    public static async Task FollowAsync(
        FinanceSession session,
        IReadOnlyList<ContractLineMilestone> milestones,
        IReadOnlyList<ContractLineMilestone> revised,
        CancellationToken cancellation
    )
    {
        if (milestones.Count == 0)
        {
            return;
        }

        var setUp = await HeldSetup.OfAsync(session, cancellation);
        var wanted = milestones.Select(Of).ToList();
        await TakeInvoicesAsync(session, wanted, cancellation);
        wanted.ForEach(transaction => OnAccountDefaults.Fill(setUp, transaction));
        var there = (await session.Rows.InsertAsync(wanted, cancellation)).Select(transaction => transaction.OnAccountTransactionId).ToList();
        var known = await session
            .Query<OnAccountTransaction>()
            .Where(row => EF.Parameter(there).Contains(row.OnAccountTransactionId))
            .ToDictionaryAsync(row => row.OnAccountTransactionId, cancellation);
        if (
            wanted.Find(transaction => there.Contains(transaction.OnAccountTransactionId) && !known.ContainsKey(transaction.OnAccountTransactionId)) is
            { } twice
        )
        {
            throw ProposalErrors.MilestoneTwice.Refusal($"milestone {twice.ContractLineMilestoneIdentifier}", twice.MilestoneId);
        }

        var changed = revised
            .Select(Of)
            .Where(transaction => known.ContainsKey(transaction.OnAccountTransactionId))
            .Select(transaction => Revise(setUp, known[transaction.OnAccountTransactionId], transaction))
            .ToList();
        await session.Rows.UpdateAsync(changed, Revised, (nameof(OnAccountTransaction.Status), OnAccountStatus.Open), cancellation);
    }

    /// <summary>Deletes the milestone and its transaction; false where there is no such milestone.</summary>
    /// <exception cref="FinanceRefusal">A proposal holds it (<see cref="ProposalErrors.MilestoneHeld"/>) or has billed it
    /// (<see cref="ProposalErrors.MilestoneBilled"/>).</exception>
    public static async Task<bool> DeleteAsync(FinanceSession session, string company, string milestone, CancellationToken cancellation)
    {
        var id = IdOf(company, milestone);
        var transactions = session.Context.Set<OnAccountTransaction>().Where(row => row.OnAccountTransactionId == id);
        if (
            await transactions.Where(row => row.Status == OnAccountStatus.Open).ExecuteDeleteAsync(cancellation) == 0
            && await transactions.AsNoTracking().Select(row => new { row.Status, row.InvoiceProposalId }).SingleOrDefaultAsync(cancellation) is { } held
        )
        {
            var error = held.Status == OnAccountStatus.Invoiced ? ProposalErrors.MilestoneBilled : ProposalErrors.MilestoneHeld;
            throw error.Refusal($"milestone {milestone}", held.InvoiceProposalId);
        }

        return await session
                .Context.Set<ContractLineMilestone>()
                .Where(row => row.DataAreaId == company && row.ContractLineMilestoneIdentifier == milestone)
                .ExecuteDeleteAsync(cancellation) > 0;
    }

    // A billed milestone may be known before the milestone itself: then a proposal holds it already.
    private static async Task TakeInvoicesAsync(FinanceSession session, List<OnAccountTransaction> transactions, CancellationToken cancellation)
    {
        var milestones = transactions
            .Where(transaction => transaction.MilestoneId is not null)
            .Select(transaction => transaction.MilestoneId!.Value)
            .Distinct()
            .ToList();
        var lines = session.Query<ProposalLine>();
        var billed = await lines
            .Where(line =>
                line.MilestoneId != null
                && EF.Parameter(milestones).Contains(line.MilestoneId.Value)
                && line.CreditedActualId == null
                && !lines.Any(credit => credit.CreditedActualId == line.ActualId)
            )
            .Join(
                session.Query<InvoiceProposal>(),
                line => new { line.DataAreaId, line.InvoiceProposalId },
                header => new { header.DataAreaId, header.InvoiceProposalId },
                (line, header) =>
                    new
                    {
                        line.MilestoneId,
                        header.InvoiceProposalId,
                        header.ProposalStatus,
                    }
            )
            .ToListAsync(cancellation);
        foreach (var line in billed)
        {
            foreach (var transaction in transactions.Where(transaction => transaction.MilestoneId == line.MilestoneId))
            {
                transaction.Status = line.ProposalStatus == ProposalStatus.Posted ? OnAccountStatus.Invoiced : OnAccountStatus.OnProposal;
                transaction.InvoiceProposalId = line.InvoiceProposalId;
            }
        }
    }

    private static OnAccountTransaction Revise(SetupCatalog setUp, OnAccountTransaction known, OnAccountTransaction revised)
    {
        known.ProjectId = revised.ProjectId;
        known.Amount = revised.Amount;
        known.TransactionDate = revised.TransactionDate;
        known.Description = revised.Description;
        OnAccountDefaults.Fill(setUp, known);
        return known;
    }

    private static OnAccountTransaction Of(ContractLineMilestone milestone) =>
        new()
        {
            DataAreaId = milestone.DataAreaId,
            OnAccountTransactionId = IdOf(milestone.DataAreaId, milestone.ContractLineMilestoneIdentifier),
            Origin = OnAccountOrigin.Milestone,
            ContractLineMilestoneIdentifier = milestone.ContractLineMilestoneIdentifier,
            MilestoneId = milestone.ContractLineMilestoneGuid,
            ContractId = milestone.ProjectContractId,
            ContractLineId = milestone.ContractLineId,
            ProjectId = milestone.ProjectNumber,
            CustomerAccountNumber = milestone.CustomerAccountNumber,
            CurrencyId = milestone.CurrencyCode,
            Amount = milestone.Amount,
            TransactionDate = milestone.TransactionDate,
            Description = milestone.Description,
        };

    private static Guid IdOf(string company, string milestone) => DerivedId.From("milestone", company.ToUpperInvariant(), milestone);
}
