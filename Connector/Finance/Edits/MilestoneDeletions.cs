using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Edits;

/// <summary>
/// ProjectContractLineMilestones: the integration deletes a milestone that is deleted where it is kept, as long as no proposal holds it. It is changed by
/// sending it again.
/// </summary>
internal sealed class MilestoneDeletions() : EditableSet<ContractLineMilestone>("ProjectContractLineMilestones", FinanceRoles.MayStage)
{
    public override string Named(ContractLineMilestone row) => $"milestone {row.ContractLineMilestoneIdentifier}";

    protected override Task LockAsync(FinanceSession session, ContractLineMilestone key, CancellationToken cancellation) => Task.CompletedTask;

    protected override Task PatchAsync(
        FinanceSession session,
        ContractLineMilestone before,
        ContractLineMilestone after,
        IReadOnlyList<string> changed,
        CancellationToken cancellation
    ) => throw StagingErrors.MilestoneNotChanged.Refusal(Named(before));

    protected override Task DeleteAsync(FinanceSession session, ContractLineMilestone row, CancellationToken cancellation) =>
        MilestoneTransactions.DeleteAsync(session, row.DataAreaId, row.ContractLineMilestoneIdentifier, cancellation);
}
