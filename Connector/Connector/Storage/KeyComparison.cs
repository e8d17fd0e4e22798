using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Connector.Storage;

/// <summary>
/// Compares what was delivered with the keys that finance holds, page by page in a table of its own that is gone with it: neither side is held in memory.
/// </summary>
internal sealed class KeyComparison : IAsyncDisposable
{
    private readonly ConnectorContext context;

    private KeyComparison(ConnectorContext context) => this.context = context;

    /// <summary>Begins a comparison.</summary>
    /// <param name="contexts">The database.</param>
    public static async Task<KeyComparison> BeginAsync(IDbContextFactory<ConnectorContext> contexts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Database.OpenConnectionAsync(cancellation);
        await context.Database.ExecuteSqlRawAsync(
            """
            DROP TABLE IF EXISTS temp."FinanceKeys";
            CREATE TEMP TABLE "FinanceKeys" ("Key" TEXT COLLATE NOCASE, "Company" TEXT COLLATE NOCASE, PRIMARY KEY ("Key", "Company")) WITHOUT ROWID
            """,
            cancellation
        );
        return new KeyComparison(context);
    }

    /// <summary>Notes keys that finance holds.</summary>
    /// <param name="keys">The keys, each with its company; that is empty where the set has none.</param>
    public async Task AddAsync(IEnumerable<(string Company, string Key)> keys, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await using var insert = context.Database.GetDbConnection().CreateCommand();
        insert.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
        insert.CommandText = """INSERT OR IGNORE INTO temp."FinanceKeys" ("Company", "Key") VALUES (@company, @key)""";
        var parameters = (Company: Parameter(insert, "@company"), Key: Parameter(insert, "@key"));
        foreach (var (company, key) in keys)
        {
            parameters.Company.Value = company;
            parameters.Key.Value = key;
            await insert.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Whether finance holds a key, in whichever company.</summary>
    public async Task<bool> HoldsAsync(string key, CancellationToken cancellation) =>
        await context.Database.SqlQuery<int>($"""SELECT 1 AS "Value" FROM temp."FinanceKeys" WHERE "Key" = {key}""").AnyAsync(cancellation);

    /// <summary>The next rows that were delivered by a map and that finance does not hold, by id.</summary>
    /// <param name="after">The id to go on behind.</param>
    /// <param name="limit">How many at most.</param>
    public async Task<IReadOnlyList<Guid>> MissingAsync(string map, Guid after, int limit, CancellationToken cancellation) =>
        await context
            .DeliveredRows.FromSql(
                $"""
                SELECT * FROM "DeliveredRows" AS delivered
                WHERE delivered."Map" = {map} AND delivered."RecordId" > {after} AND NOT EXISTS (
                    SELECT 1 FROM temp."FinanceKeys" AS held
                    WHERE held."Key" = delivered."Key" AND (delivered."Company" IS NULL OR held."Company" = delivered."Company"))
                """
            )
            .AsNoTracking()
            .OrderBy(row => row.RecordId)
            .Select(row => row.RecordId)
            .Take(limit)
            .ToListAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS temp."FinanceKeys" """);
        await context.DisposeAsync();
    }

    private static System.Data.Common.DbParameter Parameter(System.Data.Common.DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
