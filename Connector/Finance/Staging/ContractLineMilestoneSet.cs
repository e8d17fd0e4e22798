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
}
