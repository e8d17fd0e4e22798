using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProjectInvoice.Finance.Tests.Crashes;

/// <summary>Tells a probe of the statements of EF Core that write.</summary>
internal sealed class ProbedStatements(WriteProbe probe) : DbCommandInterceptor
{
    private static readonly string[] Writing = ["INSERT", "UPDATE", "DELETE"];

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Tell(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Tell(command);
        return new(result);
    }

    private void Tell(DbCommand command)
    {
        var statement = command.CommandText.TrimStart();
        if (Writing.Any(word => statement.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
        {
            probe.At($"before {statement.Split('\n')[0]}");
        }
    }
}
