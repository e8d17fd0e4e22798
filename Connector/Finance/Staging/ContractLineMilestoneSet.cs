using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Staging;

/// <summary>ProjectContractLineMilestones: the milestones of contract lines.</summary>
internal sealed class ContractLineMilestoneSet()
    : StagingSet<ContractLineMilestone>(
        "ProjectContractLineMilestones",
        "ProjectContractLineMilestoneEntity",
        nameof(ContractLineMilestone.DataAreaId),
        nameof(ContractLineMilestone.ContractLineMilestoneIdentifier)
    )
{
    public override string Named(ContractLineMilestone row) => $"milestone {row.ContractLineMilestoneIdentifier}";

    public override Task StoredAsync(
        FinanceSession session,
        IReadOnlyList<ContractLineMilestone> rows,
        IReadOnlyList<ContractLineMilestone> changed,
        CancellationToken cancellation
    ) => MilestoneTransactions.FollowAsync(session, rows, changed, cancellation);
}
