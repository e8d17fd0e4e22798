using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>Rows that are sent again may tell of which retainer they are.</summary>
internal sealed class RetainerArrival : IArrival<ActualsImport>
{
    public Task StoredAsync(FinanceSession session, IReadOnlyList<ActualsImport> rows, IReadOnlyList<ActualsImport> changed, CancellationToken cancellation)
    {
        var retainers = changed.Where(row => row is { IsRetainer: true, RetainerId: not null }).Select(row => row.RetainerId!.Value).Distinct().ToList();
        return retainers.Count == 0 ? Task.CompletedTask : RetainersOfBefore.LinkAsync(session, retainers, cancellation);
    }
}
