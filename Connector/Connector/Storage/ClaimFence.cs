using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ProjectInvoice.Connector.Storage;

/// <summary>
/// Commits nothing for a claim that was taken over: whoever stood still for a while and wakes up writes nothing. The claims are locked until the commit, so
/// that they cannot be taken over in between.
/// </summary>
internal sealed class ClaimFence : DbTransactionInterceptor
{
    private const string Stand = """SELECT 1 FROM "Claims" WHERE "Token" = ANY (@tokens) FOR KEY SHARE""";

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        await RequireAsync((NpgsqlTransaction)transaction, cancellationToken);
        return result;
    }

    /// <exception cref="ConnectorException">PINV3025: a claim under which this runs does not stand any more.</exception>
    public static async Task RequireAsync(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var tokens = HeldClaims.Current;
        if (tokens.Count > 0 && await StandingAsync(transaction, [.. tokens], cancellation) < tokens.Count)
        {
            throw new ConnectorException(StorageErrors.TakenOver.For(StorageFailure.Record));
        }
    }

    private static async Task<int> StandingAsync(NpgsqlTransaction transaction, Guid[] tokens, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Stand, transaction.Connection, transaction);
        command.Parameters.AddWithValue("tokens", tokens);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var standing = 0;
        while (await reader.ReadAsync(cancellation))
        {
            standing++;
        }

        return standing;
    }
}
