using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Simulator.Hosts;

/// <summary>The begin and the two sides of the commit of every transaction of a host.</summary>
internal sealed class DatabaseTransactions(Lifeline life) : DbTransactionInterceptor
{
    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default
    )
    {
        life.Pass("begin");
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        life.Pass("commit");
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        life.Pass("committed");
        return Task.CompletedTask;
    }
}
