using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Finance.Tests.Storage;

/// <summary>
/// A SQLite file that is locked, full, not to be written, damaged or gone: requests and readiness say the same, and finance goes on by itself when the cause is
/// gone.
/// </summary>
[TestClass]
public sealed class When_the_file_of_the_books_fails
{
    private const int PageSize = 4096;

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task A_file_that_another_process_locks_is_busy_until_it_is_released()
    {
        await using var file = new Situation();
        await using var host = await file.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await using (var other = new SqliteConnection($"{file.Database.ConnectionString};Pooling=False"))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction();
            await AssertSaysAsync(host, StorageErrors.Busy);
        }

        await AssertWorksAsync(host);
    }

    [TestMethod]
    public async Task A_full_disk_is_named_until_there_is_room_again()
    {
        await using var file = new Situation();
        await using var host = await file.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await using (var connection = new SqliteConnection($"{file.Database.ConnectionString};Pooling=False"))
        {
            file.Switch.Fill(connection);
        }

        await AssertSaysAsync(host, StorageErrors.Full, "no room left");
        file.Switch.Release();
        await AssertWorksAsync(host);
    }

    [TestMethod]
    public async Task A_volume_without_room_is_named_although_what_is_small_still_fits_into_the_log()
    {
        await using var file = new Situation();
        await using var host = await file.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        file.Space.Bytes = 4096;
        await UntilReadyAsync(host, 503, StorageErrors.Full.Code);
        file.Space.Bytes = null;
        await AssertWorksAsync(host);
    }

    [TestMethod]
    public async Task A_file_that_may_not_be_written_is_named_and_can_still_be_read()
    {
        await using var file = new Situation();
        await using var host = await file.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        file.Switch.Protect();
        await AssertSaysAsync(host, StorageErrors.ReadOnly, "not written");
        (await host.GetAsync("/data/ProjActualsImports?cross-company=true")).Ok();
        file.Switch.Release();
        await AssertWorksAsync(host);
    }

    [TestMethod]
    public async Task Damaged_pages_are_named_until_the_sound_ones_are_back()
    {
        await using var file = new Situation();
        await using var host = await file.StartAsync();
        await AssertWorksAsync(host);
        var sound = await file.WithoutLogAsync();

        // The first page stays, so that it is still a database.
        await file.OverwriteAsync(PageSize, sound.Length - PageSize);
        await AssertSaysAsync(host, StorageErrors.Corrupt);
        (await host.GetAsync("/data/ProjActualsImports?cross-company=true")).Refused(503, StorageErrors.Corrupt);
        await File.WriteAllBytesAsync(file.Path, sound);
        await AssertWorksAsync(host);
    }

    [TestMethod]
    public async Task Damage_that_one_request_met_keeps_finance_unready_although_other_pages_are_sound()
    {
        await using var file = new Situation();
        await using var host = await file.StartAsync();
        await host.SetupAsync(FinanceSample.Setup());
        (await host.SendRowsAsync("ProjActualsImports", Enumerable.Range(0, 200).Select(index => FinanceSample.Actual($"row {index}", "Cost", 10)))).Ok();
        var sound = await file.WithoutLogAsync();
        await file.OverwriteAsync(sound.Length / 2, sound.Length / 2);
        await Waiting.UntilAsync(async () => (await host.GetAsync("/data/ProjActualsImports?cross-company=true")).Status == 503);
        await UntilReadyAsync(host, 503, StorageErrors.Corrupt.Code);
        await File.WriteAllBytesAsync(file.Path, sound);
        await AssertWorksAsync(host);
    }

    [TestMethod]
    public async Task A_file_that_is_none_of_SQLite_keeps_finance_from_starting_in_one_line()
    {
        await using var file = new Situation();
        await File.WriteAllBytesAsync(file.Path, [.. Enumerable.Repeat((byte)'x', 10 * PageSize)]);
        await using var errors = new StringWriter();
        var code = await FinanceApplication.RunAsync(
            ["--urls=http://127.0.0.1:0", $"--Storage:ConnectionString={file.Database.ConnectionString}", "--Logging:LogLevel:Default=None"],
            errors
        );
        Assert.AreEqual(1, code);
        StringAssert.StartsWith(errors.ToString(), $"{StorageErrors.Corrupt.Code}: database: ");
        Assert.HasCount(1, errors.ToString().TrimEnd().Split('\n'));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public async Task Its_files_are_read_by_their_owner_only()
    {
        await using var file = new Situation();
        await using var host = await file.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var files = Directory.GetFiles(Path.GetDirectoryName(file.Path)!);
        Assert.IsGreaterThan(2, files.Length);
        foreach (var one in files)
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(one), one);
        }
    }

    [TestMethod]
    public async Task A_folder_that_does_not_exist_keeps_finance_from_starting_in_one_line()
    {
        await using var errors = new StringWriter();
        Assert.AreEqual(
            1,
            await FinanceApplication.RunAsync(
                ["--urls=http://127.0.0.1:0", $"--Storage:ConnectionString=/nowhere/{Guid.NewGuid()}/finance.db", "--Logging:LogLevel:Default=None"],
                errors
            )
        );
        StringAssert.StartsWith(errors.ToString(), $"{StorageErrors.Unavailable.Code}: database: ");
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task It_stays_ready_while_a_long_transaction_of_its_own_holds_the_file()
    {
        await using var file = new Situation();
        await using var host = await file.StartAsync();
        await using var session = await host.Services.GetRequiredService<Finance.Storage.FinanceDatabase>().BeginAsync(CancellationToken.None);
        Assert.AreEqual(200, (await host.GetAsync("/health/ready", string.Empty)).Status);
    }

    private static async Task AssertSaysAsync(FinanceHost host, ErrorCode error, string text = "")
    {
        var refused = await host.SendRowsAsync(
            "ProjActualsImports",
            Enumerable.Range(0, 500).Select(index => FinanceSample.Actual($"one more {index}", "Cost", 10))
        );
        refused.Refused(503, error);
        StringAssert.Contains(refused.Text, text);
        await UntilReadyAsync(host, 503, error.Code);
        (await host.GetAsync("/health", string.Empty)).Ok();
    }

    private static async Task AssertWorksAsync(FinanceHost host)
    {
        await UntilReadyAsync(host, 200, "Healthy");
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        (await host.SendRowAsync("ProjActualsImports", FinanceSample.Actual(Guid.NewGuid().ToString(), "Cost", 10))).Ok();
    }

    private static Task UntilReadyAsync(FinanceHost host, int status, string text) =>
        Waiting.UntilAsync(async () =>
            await host.GetAsync("/health/ready", string.Empty) is var answer && answer.Status == status && answer.Text.Contains(text, StringComparison.Ordinal)
        );

    private sealed class Situation : IAsyncDisposable
    {
        public TestDatabase Database { get; } = new PatientlessDatabase();

        public SqliteSwitch Switch { get; } = new();

        public Volume Space { get; } = new();

        public string Path => ((PatientlessDatabase)Database).Path;

        public Task<FinanceHost> StartAsync() => FinanceHost.StartOnAsync(Database, Register, "--Work:Callbacks=", "--Work:PostingBatches=");

        private void Register(IServiceCollection services) => services.AddSingleton<IInterceptor>(Switch).AddSingleton<FreeSpace>(Space);

        /// <summary>Brings everything into the file itself, and closes it.</summary>
        public async Task<byte[]> WithoutLogAsync()
        {
            Release();
            await using (var connection = new SqliteConnection($"{Database.ConnectionString};Pooling=False"))
            {
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                await command.ExecuteNonQueryAsync();
            }

            return await File.ReadAllBytesAsync(Path);
        }

        public async Task OverwriteAsync(int from, int count)
        {
            await using var stream = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            stream.Position = from;
            await stream.WriteAsync(Enumerable.Repeat((byte)0xA5, count).ToArray());
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();

        private void Release()
        {
            using var connection = new SqliteConnection(Database.ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
    }

    private sealed class Volume : FreeSpace
    {
        /// <summary>Null: what there really is.</summary>
        public long? Bytes { get; set; }

        public override long BytesFor(string file) => Bytes ?? base.BytesFor(file);
    }

    /// <summary>A file whose lock is waited for one second only.</summary>
    private sealed class PatientlessDatabase : TestDatabase
    {
        private readonly string folder = Directory.CreateTempSubdirectory("finance-tests-").FullName;

        public string Path => System.IO.Path.Combine(folder, "finance.db");

        public override string ConnectionString => $"Data Source={Path};Default Timeout=1";

        public override Task<TestDatabase> ForkAsync() => throw new NotSupportedException();

        public override Task SetReachableAsync(bool isReachable) => throw new NotSupportedException();

        public override ValueTask DisposeAsync()
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
