using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>A milestone is an on-account transaction from the day it arrives.</summary>
internal sealed class MilestoneArrival : IArrival<ContractLineMilestone>
{
    public Task StoredAsync(
        FinanceSession session,
        IReadOnlyList<ContractLineMilestone> rows,
        IReadOnlyList<ContractLineMilestone> changed,
        CancellationToken cancellation
    ) => MilestoneTransactions.FollowAsync(session, rows, changed, cancellation);
}
