using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Statements that are prepared once and carried out for many rows, without a change tracker.</summary>
internal static class RowCommand
{
    /// <summary>A statement.</summary>
    /// <param name="parameters">Names of its parameters, in the order in which they are set.</param>
    public static DbCommand Of(ConnectorContext context, IDbContextTransaction transaction, string sql, params string[] parameters)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Carries it out with these values.</summary>
    public static Task<int> ExecuteAsync(this DbCommand command, ReadOnlySpan<object?> values, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command.ExecuteNonQueryAsync(cancellation);
    }
}
