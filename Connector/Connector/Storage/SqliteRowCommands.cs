using Microsoft.Data.Sqlite;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Each statement prepared once, and carried out at once for each row.</summary>
internal sealed class SqliteRowCommands(SqliteTransaction transaction) : RowCommands
{
    private readonly Dictionary<RowCommand, SqliteCommand> prepared = new(ReferenceEqualityComparer.Instance);

    public override Task CompleteAsync(CancellationToken cancellation) => Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values)
        {
            await command.DisposeAsync();
        }
    }

    internal override Task ExecuteAsync(RowCommand command, object?[] values, CancellationToken cancellation)
    {
        var statement = Prepared(command);
        for (var index = 0; index < values.Length; index++)
        {
            statement.Parameters[index].Value = Stored(values[index]);
        }

        return statement.ExecuteNonQueryAsync(cancellation);
    }

    private SqliteCommand Prepared(RowCommand command)
    {
        if (prepared.TryGetValue(command, out var known))
        {
            return known;
        }

        var made = transaction.Connection!.CreateCommand();
        made.Transaction = transaction;
#pragma warning disable CA2100 // The text is a constant of the class that uses it.
        made.CommandText = command.Sql;
#pragma warning restore CA2100
        foreach (var name in command.Parameters)
        {
            made.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        }

        return prepared[command] = made;
    }
}
