using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProjectInvoice.Finance.Tests.Crashes;

/// <summary>Tells a probe of every commit, before it and after it.</summary>
internal sealed class ProbedCommits(WriteProbe probe) : DbTransactionInterceptor
{
    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        probe.At("before the commit");
        return new(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        probe.At("after the commit");
        return Task.CompletedTask;
    }
}
