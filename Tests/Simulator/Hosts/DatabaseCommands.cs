using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Simulator.Hosts;

/// <summary>Every statement that a host sends to its database.</summary>
internal sealed class DatabaseCommands(Lifeline life) : DbCommandInterceptor
{
    private static readonly string[] Writes = ["INSERT", "UPDATE", "DELETE"];

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Look(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Look(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Look(command);
        return ValueTask.FromResult(result);
    }

    private void Look(DbCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (life.IsDead || Array.Exists(Writes, word => command.CommandText.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            life.Pass("write");
        }
    }
}
