using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Connector.Storage;

/// <summary>
/// Compares what was delivered with the keys that finance holds, page by page in a table, from which they are taken away in the end: neither side is held in
/// memory. Keys are compared without regard to the case of the letters a to z.
/// </summary>
internal sealed class KeyComparison : IAsyncDisposable
{
    // Longer than any comparison takes: what is older was left by a connector that died.
    private static readonly TimeSpan LeftBehind = TimeSpan.FromDays(1);

    private readonly Guid id = Guid.NewGuid();
    private readonly IDbContextFactory<ConnectorContext> contexts;
    private readonly DateTime begun;

    private KeyComparison(IDbContextFactory<ConnectorContext> contexts, DateTime begun)
    {
        this.contexts = contexts;
        this.begun = begun;
    }

    /// <summary>Begins a comparison.</summary>
    /// <param name="contexts">The database.</param>
    /// <param name="time">The clock.</param>
    public static async Task<KeyComparison> BeginAsync(IDbContextFactory<ConnectorContext> contexts, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(time);
        var now = time.GetUtcNow().UtcDateTime;
        var oldest = now - LeftBehind;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await context.ComparedKeys.Where(key => key.NotedOn < oldest).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new KeyComparison(contexts, now);
    }

    /// <summary>Notes keys that finance holds.</summary>
    /// <param name="keys">The keys, each with its company; that is empty where the set has none.</param>
    public async Task AddAsync(IEnumerable<(string Company, string Key)> keys, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await using var rows = context.Rows(transaction);
        var insert = rows.Of(
            """
            INSERT INTO "ComparedKeys" ("Comparison", "Key", "Company", "NotedOn") VALUES (@comparison, @key, @company, @noted) ON CONFLICT DO NOTHING
            """,
            "comparison",
            "key",
            "company",
            "noted"
        );
        foreach (var (company, key) in keys)
        {
            await insert.ExecuteAsync([id, Small(key), Small(company), begun], cancellation);
        }

        await rows.CompleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Whether finance holds a key, in whichever company.</summary>
    public async Task<bool> HoldsAsync(string key, CancellationToken cancellation)
    {
        var small = Small(key);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.ComparedKeys.AnyAsync(held => held.Comparison == id && held.Key == small, cancellation);
    }

    /// <summary>The next rows that were delivered by a map and that finance does not hold, by id.</summary>
    /// <param name="after">The id to go on behind.</param>
    /// <param name="limit">How many at most.</param>
    public async Task<IReadOnlyList<Guid>> MissingAsync(string map, Guid after, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);

        // Of text that is ordered by its bytes, both databases make small letters of A to Z alone.
        return await context
            .DeliveredRows.FromSql(
                $"""
                SELECT * FROM "DeliveredRows" AS delivered
                WHERE delivered."Map" = {map} AND delivered."RecordId" > {after} AND NOT EXISTS (
                    SELECT 1 FROM "ComparedKeys" AS held
                    WHERE held."Comparison" = {id} AND held."Key" = lower(delivered."Key")
                        AND (delivered."Company" IS NULL OR held."Company" = lower(delivered."Company")))
                """
            )
            .AsNoTracking()
            .OrderBy(row => row.RecordId)
            .Select(row => row.RecordId)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using var context = await contexts.CreateDbContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.ComparedKeys.Where(key => key.Comparison == id).ExecuteDeleteAsync();
        await transaction.CommitAsync();
    }

    private static string Small(string text) => string.Create(text.Length, text, static (small, from) => Small(from, small));

    private static void Small(string text, Span<char> small)
    {
        for (var index = 0; index < text.Length; index++)
        {
            small[index] = char.IsAsciiLetterUpper(text[index]) ? char.ToLowerInvariant(text[index]) : text[index];
        }
    }
}
