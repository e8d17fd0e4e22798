using Npgsql;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Many rows travel to the server together. Nothing is prepared there: a pooler may give the next transaction another server connection.</summary>
internal sealed class PostgreSqlRowCommands(NpgsqlTransaction transaction) : RowCommands
{
    private const int MostTogether = 1000;

    private readonly NpgsqlBatch batch = new(transaction.Connection, transaction);

    public override async Task CompleteAsync(CancellationToken cancellation)
    {
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            batch.BatchCommands.Clear();
        }
    }

    public override ValueTask DisposeAsync() => batch.DisposeAsync();

    internal override async Task ExecuteAsync(RowCommand command, object?[] values, CancellationToken cancellation)
    {
        var statement = new NpgsqlBatchCommand(command.Sql);
        for (var index = 0; index < values.Length; index++)
        {
            statement.Parameters.Add(new NpgsqlParameter(command.Parameters[index], Stored(values[index])));
        }

        batch.BatchCommands.Add(statement);
        if (batch.BatchCommands.Count >= MostTogether)
        {
            await CompleteAsync(cancellation);
        }
    }
}
