using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>Told of a change of the set-up that holds, in its transaction, so that both become true together.</summary>
internal interface ISetupFollower
{
    Task FollowAsync(FinanceSession session, FinanceSetup before, FinanceSetup after, CancellationToken cancellation);
}
