using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Crashes;

/// <summary>
/// Import, journal posting and invoice posting of invoices that hold every rule, and what users change in between, cut off before every single write, before
/// every commit and after it. Each time the database is a fork of the same state, and the process that died is thrown away. What it leaves is in every table
/// what stood there after its last commit; from each such state a new process does everything from the beginning, and in the end every table is that of a run
/// that nothing disturbed: callbacks and numbers included. The processes are finance's services without a web server (see FinanceProcess): the requests that
/// start the work hold no state. PINV_CRASH_EVERY=n takes every n-th moment. Unless it is set, that is every one of import and posting on SQLite, and fewer
/// where a fork costs more or a write is like the one before: a set-up is replaced record by record.
/// </summary>
[TestClass]
[TestCategory("Process")]
public sealed class When_the_process_dies_at_any_write
{
    private static readonly ParallelOptions TwoAtOnce = new() { MaxDegreeOfParallelism = 2 };

    private static readonly int? Chosen = Environment.GetEnvironmentVariable("PINV_CRASH_EVERY") is { } every
        ? int.Parse(every, CultureInfo.InvariantCulture)
        : null;

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task Another_one_ends_the_work_as_if_nothing_had_happened() =>
        await HoldsAsync(EveryRule.PrepareAsync, EveryRule.WorkAsync, EveryRule.Signs, ChosenDatabase.IsPostgreSql ? 20 : 1, everyCommit: true);

    [TestMethod]
    public async Task Another_one_ends_what_users_changed_as_if_nothing_had_happened() =>
        await HoldsAsync(
            EveryChange.PrepareAsync,
            EveryChange.WorkAsync,
            EveryChange.Signs,
            ChosenDatabase.IsPostgreSql ? 20 : 5,
            everyCommit: !ChosenDatabase.IsPostgreSql
        );

    private async Task HoldsAsync(
        Func<FinanceHost, Task> prepare,
        Func<FinanceProcess, Task> work,
        IReadOnlyList<string> signs,
        int unlessChosen,
        bool everyCommit
    )
    {
        var every = Chosen ?? unlessChosen;
        await using var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        await prepare(host);
        var (moments, expected) = await UndisturbedAsync(host.Database, work, signs);
        var faults = Enumerable
            .Range(1, moments.Count)
            .Where(fault => fault % every == 0 || (everyCommit && moments[fault - 1].Contains("commit", StringComparison.Ordinal)))
            .ToLookup(fault => moments.Take(fault).Count(moment => moment == "after the commit"));
        var left = new ConcurrentDictionary<int, List<string>>();
        using var forking = new SemaphoreSlim(1);
        await Parallel.ForEachAsync(
            faults,
            TwoAtOnce,
            async (commit, _) =>
            {
                await using var fork = await ForkAsync(host.Database, forking);
                left[commit.Key] = await DieAsync(fork, work, commit.First());
                await using var next = new FinanceProcess(fork);
                await work(next);
                AssertSame(expected, await next.TablesAsync(), $"Died at {commit.First()}, {moments[commit.First() - 1]}");
            }
        );
        await Parallel.ForEachAsync(
            faults.SelectMany(commit => commit.Skip(1).Select(fault => (commit.Key, Fault: fault))),
            TwoAtOnce,
            async (death, _) =>
            {
                await using var fork = await ForkAsync(host.Database, forking);
                AssertSame(left[death.Key], await DieAsync(fork, work, death.Fault), $"Died at {death.Fault}, {moments[death.Fault - 1]}");
            }
        );
        TestContext.WriteLine($"{faults.Sum(commit => commit.Count())} of {moments.Count} moments, {faults.Count} commits.");
    }

    private static async Task<(IReadOnlyList<string> Moments, List<string> Tables)> UndisturbedAsync(
        TestDatabase database,
        Func<FinanceProcess, Task> work,
        IReadOnlyList<string> signs
    )
    {
        await using var fork = await database.ForkAsync();
        var probe = new WriteProbe();
        await using var process = Probed(fork, probe);
        await work(process);
        var moments = probe.Moments.ToList();
        var tables = await process.TablesAsync();
        Assert.IsEmpty(await process.DifferencesAsync());
        Assert.AreEqual(
            string.Empty,
            string.Join(", ", signs.Where(sign => !tables.Exists(row => row.Contains(sign, StringComparison.Ordinal)))),
            "Signs that are missing."
        );
        await work(process);
        AssertSame(tables, await process.TablesAsync(), "Repeated without a fault");
        Assert.IsEmpty(await process.DifferencesAsync());
        return (moments, tables);
    }

    /// <summary>Works until the fault, and returns the tables as they are then.</summary>
    private static async Task<List<string>> DieAsync(TestDatabase database, Func<FinanceProcess, Task> work, int fault)
    {
        var probe = new WriteProbe(fault);
        await using var process = Probed(database, probe);
        try
        {
            await work(process);
        }
        catch (Exception) when (probe.IsDead)
        {
            // What finance makes of the fault is of no account: a dead process answers nobody, and the probe lets it write nothing more.
        }

        Assert.IsTrue(probe.IsDead, $"Fault {fault} did not happen.");
        return await process.TablesAsync();
    }

    private static FinanceProcess Probed(TestDatabase database, WriteProbe probe) =>
        new(
            database,
            services =>
            {
                services.AddSingleton<IInterceptor>(new ProbedStatements(probe));
                services.AddSingleton<IInterceptor>(new ProbedCommits(probe));
                services.AddSingleton<IFinanceStorage>(provider => new ProbedStorage(
                    ChosenDatabase.IsPostgreSql
                        ? ActivatorUtilities.CreateInstance<PostgreSqlStorage>(provider)
                        : ActivatorUtilities.CreateInstance<SqliteStorage>(provider),
                    probe
                ));
            }
        );

    /// <summary>One fork at a time: on PostgreSQL the copied database must have no other connection.</summary>
    private static async Task<TestDatabase> ForkAsync(TestDatabase database, SemaphoreSlim forking)
    {
        await forking.WaitAsync();
        try
        {
            return await database.ForkAsync();
        }
        finally
        {
            forking.Release();
        }
    }

    private static void AssertSame(List<string> expected, List<string> actual, string moment)
    {
        if (!expected.SequenceEqual(actual))
        {
            Assert.Fail(
                $"{moment}: missing\n{string.Join('\n', expected.Except(actual).Take(3))}\ntoo many\n{string.Join('\n', actual.Except(expected).Take(3))}"
            );
        }
    }
}
