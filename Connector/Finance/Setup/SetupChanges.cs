using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>Begins changes of the set-up, and knows who has a say in them.</summary>
internal sealed class SetupChanges(IEnumerable<ICompanyUse> uses, IVoucherDays vouchers, IEnumerable<ISetupFollower> followers)
{
    public IVoucherDays Vouchers => vouchers;

    /// <summary>
    /// Begins a change, or goes on with the one that the transaction holds already. To be called before each write, which has to be told afterwards.
    /// </summary>
    public async Task<SetupChange> BeginAsync(FinanceSession session, CancellationToken cancellation) =>
        session.CheckOf<SetupChange>() ?? await SetupChange.BeginAsync(session, this, cancellation);

    public async Task<bool> IsInUseAsync(FinanceSession session, string company, CancellationToken cancellation)
    {
        foreach (var use in uses)
        {
            if (await use.HasTransactionsAsync(session, company, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    public async Task AnnounceAsync(FinanceSession session, FinanceSetup before, FinanceSetup after, CancellationToken cancellation)
    {
        foreach (var follower in followers)
        {
            await follower.FollowAsync(session, before, after, cancellation);
        }
    }
}
