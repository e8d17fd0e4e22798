using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ProjectInvoice.Connector.Storage;

/// <summary>A statement that writes under a claim without a transaction gets one, whose commit checks the claim as any other does.</summary>
internal sealed class FencedWrites : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Transaction is not null || HeldClaims.Current.Count == 0)
        {
            return result;
        }

        await using var transaction = await ((NpgsqlConnection)command.Connection!).BeginTransactionAsync(cancellationToken);
        command.Transaction = transaction;
        try
        {
            var rows = await command.ExecuteNonQueryAsync(cancellationToken);
            await ClaimFence.RequireAsync(transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return InterceptionResult<int>.SuppressWithResult(rows);
        }
        finally
        {
            command.Transaction = null;
        }
    }
}
