using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>
/// Claims of connectors that share a PostgreSQL database. Each gives signs of life by counting up a number of its own; who sees the number of another stand
/// still for long enough, by its own clock, takes it for dead and takes away its row, and with it its claims.
/// </summary>
internal sealed class SharedClaims(DatabaseSettings settings, ClaimTimes times, TimeProvider time) : IClaims
{
    private const string Release = """DELETE FROM "Claims" WHERE "Token" = @token""";

    private readonly Guid id = Guid.NewGuid();
    private readonly Dictionary<Guid, (long Beat, long Since)> others = [];
    private readonly ConcurrentDictionary<Guid, bool> toRelease = [];
    private long lastBeat = time.GetTimestamp();

    /// <summary>Another connector was at something, or is at nothing any more: what is due has to be looked at again soon.</summary>
    public event Action? Refused;

    public async Task<bool> TryAsync(string thing, Func<Task> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var token = Guid.NewGuid();
        try
        {
            if (await ClaimAsync(thing, token, cancellation))
            {
                await HeldClaims.WithinAsync(token, work);
                return true;
            }
        }
        finally
        {
            await ReleaseAsync(token);
        }

        Refused?.Invoke();
        return false;
    }

    public void RequireAlive()
    {
        if (HeldClaims.Current.Count > 0 && time.GetElapsedTime(Volatile.Read(ref lastBeat)) >= times.Lease)
        {
            throw new ConnectorException(StorageErrors.TakenOver.For(StorageFailure.Record));
        }
    }

    /// <summary>Gives a sign of life, and takes over from those that give none any more.</summary>
    public async Task BeatAsync(CancellationToken cancellation)
    {
        // Taken before it is written: others count from then at the earliest.
        var now = time.GetTimestamp();
        await ExecuteAsync(
            """INSERT INTO "Instances" AS i ("Id", "Beat") VALUES (@id, 0) ON CONFLICT ("Id") DO UPDATE SET "Beat" = i."Beat" + 1""",
            cancellation,
            ("id", id)
        );
        Volatile.Write(ref lastBeat, now);
        foreach (var token in toRelease.Keys)
        {
            await ExecuteAsync(Release, cancellation, ("token", token));
            toRelease.TryRemove(token, out _);
        }

        foreach (var (other, beat) in Silent(await OthersAsync(cancellation)))
        {
            if (await ExecuteAsync("""DELETE FROM "Instances" WHERE "Id" = @id AND "Beat" = @beat""", cancellation, ("id", other), ("beat", beat)) > 0)
            {
                Refused?.Invoke();
            }
        }
    }

    /// <summary>Takes leave: what it had claimed is free at once.</summary>
    public Task LeaveAsync(CancellationToken cancellation) => ExecuteAsync("""DELETE FROM "Instances" WHERE "Id" = @id""", cancellation, ("id", id));

    private async Task<bool> ClaimAsync(string thing, Guid token, CancellationToken cancellation)
    {
        const string Insert = """INSERT INTO "Claims" ("Name", "Holder", "Token") VALUES (@name, @holder, @token) ON CONFLICT ("Name") DO NOTHING""";
        try
        {
            return await ExecuteAsync(Insert, cancellation, ("name", thing), ("holder", id), ("token", token)) > 0;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // Taken for dead: it comes back as if it had just been started.
            await BeatAsync(cancellation);
            return await ExecuteAsync(Insert, cancellation, ("name", thing), ("holder", id), ("token", token)) > 0;
        }
    }

    private async Task ReleaseAsync(Guid token)
    {
        try
        {
            await ExecuteAsync(Release, CancellationToken.None, ("token", token));
        }
        catch (DbException)
        {
            // The database is away; the next sign of life that it takes releases this too.
            toRelease[token] = true;
        }
    }

    private async Task<Dictionary<Guid, long>> OthersAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("""SELECT "Id", "Beat" FROM "Instances" WHERE "Id" <> @id""", connection);
        command.Parameters.AddWithValue("id", id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new Dictionary<Guid, long>();
        while (await reader.ReadAsync(cancellation))
        {
            found[reader.GetGuid(0)] = reader.GetInt64(1);
        }

        return found;
    }

    private List<KeyValuePair<Guid, long>> Silent(Dictionary<Guid, long> found)
    {
        foreach (var gone in others.Keys.Except(found.Keys).ToList())
        {
            others.Remove(gone);
        }

        foreach (var (other, beat) in found.Where(row => !others.TryGetValue(row.Key, out var seen) || seen.Beat != row.Value))
        {
            others[other] = (beat, time.GetTimestamp());
        }

        return [.. found.Where(row => time.GetElapsedTime(others[row.Key].Since) >= times.Lease)];
    }

    private async Task<int> ExecuteAsync(string text, CancellationToken cancellation, params (string Name, object Value)[] parameters)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(text, connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return await command.ExecuteNonQueryAsync(cancellation);
    }

    // Not through a context: what is claimed is no work under the claims that are held.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
