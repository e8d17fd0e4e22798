using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>The set-up that a transaction decides by: as it is now, and so until the transaction ends. A change of the set-up waits for that.</summary>
internal static class HeldSetup
{
    /// <summary>What is locked while the set-up changes.</summary>
    public const string Lock = "set-up";

    public static async Task<SetupCatalog> OfAsync(FinanceSession session, CancellationToken cancellation)
    {
        await session.LockSharedAsync(Lock, cancellation);
        return await SetupStore.CatalogAsync(session.Context, cancellation);
    }
}
