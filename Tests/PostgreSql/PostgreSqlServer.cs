using System.Diagnostics;
using Npgsql;

namespace ProjectInvoice.Tests.PostgreSql;

/// <summary>
/// A PostgreSQL server of Debian's packages for this process: data in a temporary folder, reached by a socket in it, gone with the process however that ends.
/// A shell script keeps it: it starts the server, waits until the pipe from this process closes, then stops the server and deletes the folder.
/// </summary>
internal sealed class PostgreSqlServer
{
    private const string Account = "postgres";

    /// <summary>
    /// $0 is the folder of the server's programs. What a test stores need not survive a power cut, so that nothing is flushed to disk; where memory serves as
    /// a file system and has room, that is its place.
    /// </summary>
    private const string Script = """
        trap '' INT TERM HUP
        cd /tmp
        stop() { "$0/pg_ctl" stop -D "$1/data" -m immediate -s >/dev/null 2>&1; rm -rf "$1"; }
        for left in /tmp/tests-postgres-* /dev/shm/tests-postgres-*; do
            [ -O "$left" ] && [ -f "$left/keeper" ] && ! kill -0 "$(cat "$left/keeper")" 2>/dev/null && stop "$left"
        done
        place=/tmp
        [ "$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 4000000 ] 2>/dev/null && place=/dev/shm
        folder=$(mktemp -d "$place/tests-postgres-XXXXXX") || exit 1
        echo $$ > "$folder/keeper"
        options="-F -k $folder -c listen_addresses='' -c max_connections=300 -c shared_buffers=128MB"
        options="$options -c synchronous_commit=off -c full_page_writes=off -c jit=off"
        "$0/initdb" -D "$folder/data" -A trust -U tests -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1 &&
        "$0/pg_ctl" start -D "$folder/data" -w -s -l "$folder/log" -o "$options" </dev/null >>"$folder/log" 2>&1 &&
        echo "ready $folder" || { echo "failed: $(tail -n 3 "$folder/log" | tr '\n' ' ')"; stop "$folder"; exit 1; }
        exec 1>&-
        cat >/dev/null
        stop "$folder"
        """;

    private static readonly Lazy<Task<PostgreSqlServer>> One = new(StartAsync);

    private readonly Process keeper;
    private readonly string folder;

    private PostgreSqlServer(Process keeper, string folder)
    {
        this.keeper = keeper;
        this.folder = folder;
    }

    /// <summary>The server of this process; the first call starts it.</summary>
    public static Task<PostgreSqlServer> StartedAsync() => One.Value;

    /// <summary>Stops the server of this process, if it was started.</summary>
    public static async Task StopAsync()
    {
        if (One.IsValueCreated)
        {
            var server = await One.Value;
            NpgsqlConnection.ClearAllPools();
            server.keeper.StandardInput.Close();
            await server.keeper.WaitForExitAsync();
        }
    }

    public string ConnectionString(string database) =>
        $"Host={folder};Username=tests;Database={database};Maximum Pool Size=40;Connection Idle Lifetime=10;Timeout=60";

    public async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes a database that holds what another one holds. A copy needs the other one without connections.</summary>
    public async Task CloneAsync(string source, string clone)
    {
        ClearPool(source);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ExecuteAsync($"CREATE DATABASE {clone} TEMPLATE {source} STRATEGY FILE_COPY");

                if (attempt > 1)
                {
                    // What was ended below must not be taken from a pool again: from none, because each program spells its connection string in its own way.
                    NpgsqlConnection.ClearAllPools();
                }

                return;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ObjectInUse && attempt < 20)
            {
                await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}' AND pid <> pg_backend_pid()");
            }
        }
    }

    private void ClearPool(string database)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database));
        NpgsqlConnection.ClearPool(connection);
    }

    private static async Task<PostgreSqlServer> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .Max(StringComparer.Ordinal)
            : null;
        string[] command =
        [
            "bash",
            "-c",
            Script,
            programs
                ?? throw new InvalidOperationException(
                    "PostgreSQL is missing: install the Debian package postgresql, or start the tests with Tests/run-tests.sh, which does."
                ),
        ];
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            command = ["runuser", "-u", Account, "--", .. command];
        }

        var keeper = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var answer = await keeper.StandardOutput.ReadLineAsync();
        return answer?.Split(' ', 2) is ["ready", var folder]
            ? new PostgreSqlServer(keeper, folder)
            : throw new InvalidOperationException($"PostgreSQL does not start: {answer}");
    }
}
