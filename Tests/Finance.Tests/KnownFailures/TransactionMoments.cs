using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProjectInvoice.Finance.Tests.KnownFailures;

/// <summary>Does something before a transaction of an instance starts, and before it commits.</summary>
internal sealed class TransactionMoments(Func<Task> starting, Func<Task> committing) : DbTransactionInterceptor
{
    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default
    )
    {
        await starting();
        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        await committing();
        return result;
    }
}
