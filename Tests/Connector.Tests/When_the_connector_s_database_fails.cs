using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Tests;

/// <summary>
/// A file that is locked, full, not to be written or damaged: requests and readiness say the same, and the connector goes on by itself when the cause is gone.
/// </summary>
[TestClass]
internal sealed class When_the_connector_s_database_fails
{
    private const int PageSize = 4096;

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task A_file_that_another_process_locks_is_busy_until_it_is_released()
    {
        await using var situation = await StartedAsync();
        await using (var other = new SqliteConnection($"Data Source={File(situation)};Pooling=False"))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction();
            await AssertSaysAsync(situation, StorageErrors.Busy.Code, "busy");
        }

        await AssertWorksAsync(situation);
    }

    [TestMethod]
    [DataRow("PRAGMA max_page_count = 1", nameof(StorageErrors.Full), "no room left")]
    [DataRow("PRAGMA query_only = ON", nameof(StorageErrors.ReadOnly), "not written")]
    public async Task A_file_that_takes_nothing_is_named_until_it_does(string pragma, string error, string text)
    {
        var switched = new Switch();
        await using var situation = await StartedAsync(switched);
        switched.Pragma = pragma;

        await AssertSaysAsync(situation, ((ErrorCode)typeof(StorageErrors).GetField(error)!.GetValue(null)!).Code, text);
        Assert.AreEqual(200, (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Status, "reading goes on");

        switched.Pragma = null;
        await AssertWorksAsync(situation);
    }

    [TestMethod]
    public async Task Damaged_pages_are_named_until_the_sound_ones_are_back()
    {
        await using var situation = await StartedAsync();
        await AssertWorksAsync(situation);
        var sound = await WithoutLogAsync(situation);

        // The first page stays, so that it is still a database.
        await using (var stream = new FileStream(File(situation), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Position = PageSize;
            await stream.WriteAsync(Enumerable.Repeat((byte)0xA5, sound.Length - PageSize).ToArray());
        }

        await AssertSaysAsync(situation, StorageErrors.Damaged.Code, "damaged");
        await System.IO.File.WriteAllBytesAsync(File(situation), sound);
        await AssertWorksAsync(situation);
    }

    [TestMethod]
    public async Task A_job_that_meets_it_says_so_and_does_its_work_in_the_next_run()
    {
        var switched = new Switch();
        await using var situation = await StartedAsync(switched);
        new Sample(situation.Dataverse).Actual(Sample.Cost);
        switched.Pragma = "PRAGMA query_only = ON";

        var failure = await Assert.ThrowsAsync<Exception>(situation.SynchronizeAsync);
        Assert.AreEqual(StorageErrors.ReadOnly.Code, ConnectorException.From(failure, "A job").Code);
        Assert.IsNull(ConnectorException.From(failure, "A job").Unexpected, "no stack trace is needed to understand it");

        switched.Pragma = null;
        await situation.SynchronizeAsync();
        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
    }

    [TestMethod]
    public async Task A_file_that_is_none_of_SQLite_stops_the_start_in_one_line()
    {
        await using var situation = await Situation.CreateAsync();
        await System.IO.File.WriteAllBytesAsync(File(situation), [.. Enumerable.Repeat((byte)'x', 10 * PageSize)]);

        var failure = await Assert.ThrowsExactlyAsync<ConnectorException>(() => situation.StartAsync());

        Assert.AreEqual(StorageErrors.Damaged.Code, failure.Code);
    }

    [TestMethod]
    public async Task A_folder_that_cannot_be_made_stops_the_start_in_one_line()
    {
        await using var situation = await Situation.CreateAsync();
        var file = Path.Combine(situation.Folder, "file");
        await System.IO.File.WriteAllTextAsync(file, "");
        situation.Set("Storage:ConnectionString", $"Data Source={file}/connector.db");

        var failure = await Assert.ThrowsExactlyAsync<ConnectorException>(() => situation.StartAsync());

        Assert.AreEqual(StorageErrors.FileNotMade.Code, failure.Code);
    }

    [TestMethod]
    public async Task A_second_connector_on_the_file_is_refused_until_the_first_has_ended()
    {
        await using var first = await Situation.StartedAsync();
        await using var second = await Situation.CreateAsync();
        second.Set("Storage:ConnectionString", first.Database.ConnectionString);

        var failure = await Assert.ThrowsExactlyAsync<ConnectorException>(() => second.StartAsync());

        Assert.AreEqual(StorageErrors.InUse, failure.Error);
        await first.CrashAndStartAsync();
        Assert.AreEqual(202, (await first.PushAsync(Situation.Message(Guid.NewGuid()))).Status);
    }

    [TestMethod]
    public async Task Nobody_but_its_owner_reads_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var situation = await Situation.CreateAsync();
        await System.IO.File.WriteAllTextAsync(File(situation), "");
        System.IO.File.SetUnixFileMode(File(situation), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await situation.StartAsync();
        await using var open = new SqliteConnection($"Data Source={File(situation)};Pooling=False");
        await open.OpenAsync();
        await situation.PushAsync(Situation.Message(Guid.NewGuid()));

        var files = Directory.GetFiles(situation.Folder, "connector.db*");
        Assert.IsNotEmpty(files);
        foreach (var file in files)
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file), file);
        }
    }

    private static string File(Situation situation) => ((SqliteTestDatabase)situation.Database).File;

    private static async Task<Situation> StartedAsync(Switch? switched = null)
    {
        var situation = await Situation.CreateAsync();
        situation.Set("Storage:ConnectionString", $"Data Source={File(situation)};Pooling=False;Default Timeout=1");
        situation.Change = services =>
        {
            if (switched is not null)
            {
                services.AddSingleton<IInterceptor>(switched);
            }
        };
        await situation.StartAsync();
        return situation;
    }

    private static async Task AssertSaysAsync(Situation situation, string code, string text)
    {
        // A full file has room left in its last pages.
        var refusal = await situation.PushAsync(Situation.Message(Guid.NewGuid()));
        for (var count = 0; count < 1000 && refusal.Status == 202; count++)
        {
            refusal = await situation.PushAsync(Situation.Message(Guid.NewGuid()));
        }

        Assert.AreEqual((503, code), (refusal.Status, (string?)refusal.Body["error"]?["code"]));
        StringAssert.Contains((string?)refusal.Body["error"]!["message"], text, StringComparison.Ordinal);
        await Deadline.UntilAsync(async () =>
            await situation.GetAsync("/health/ready", null) is { Status: 503 } ready && ready.Body.ToString().Contains(code, StringComparison.Ordinal)
        );
        Assert.AreEqual(200, (await situation.GetAsync("/health", null)).Status, "the process lives");
    }

    private static async Task AssertWorksAsync(Situation situation)
    {
        await Deadline.UntilAsync(async () => (await situation.GetAsync("/health/ready", null)).Status == 200);
        Assert.AreEqual(202, (await situation.PushAsync(Situation.Message(Guid.NewGuid()))).Status);
    }

    private static async Task<byte[]> WithoutLogAsync(Situation situation)
    {
        await using (var connection = new SqliteConnection($"Data Source={File(situation)};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }

        return await System.IO.File.ReadAllBytesAsync(File(situation));
    }

    /// <summary>Makes every connection that is opened as if the disk were full or the file not to be written: a superuser may write everywhere.</summary>
    private sealed class Switch : DbConnectionInterceptor
    {
        public string? Pragma { get; set; }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Apply(connection);
            return Task.CompletedTask;
        }

        private void Apply(DbConnection connection)
        {
            if (Pragma is null)
            {
                return;
            }

            using var command = connection.CreateCommand();
#pragma warning disable CA2100
            command.CommandText = Pragma;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
