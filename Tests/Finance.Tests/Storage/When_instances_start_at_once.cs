using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Storage;

[TestClass]
public sealed class When_instances_start_at_once
{
    private const string LeftLock = """
        CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
        INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-09-15 10:00:00+00:00');
        """;

    [TestMethod]
    public async Task The_database_is_made_once_and_all_of_them_work()
    {
        await using var database = await TestDatabase.NewAsync();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FinanceHost.StartOnAsync(database, null)));
        (await hosts[0].SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Line("a", 10m).PostAsync(hosts[1]);
        Assert.HasCount(1, await hosts[2].RowsAsync("ProjInvoices"));
        await hosts[3].BooksAgreeAsync();
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task The_first_start_reports_no_failure()
    {
        using var failures = new FailureLog(string.Empty);
        await using var database = await TestDatabase.NewAsync();
        await using var host = await FinanceHost.StartOnAsync(database, services => services.AddSingleton<ILoggerProvider>(failures));
        Assert.IsEmpty(failures.Entries);
    }

    [TestMethod]
    public async Task One_that_died_while_it_made_the_database_holds_up_nobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var died = Application(database))
        {
            await using var session = await died.Services.GetRequiredService<FinanceDatabase>().BeginAsync(CancellationToken.None);
            await session.Context.Database.ExecuteSqlRawAsync(LeftLock);
            await session.CommitAsync(CancellationToken.None);
        }

        await using var next = Application(database);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await next.Services.GetRequiredService<FinanceDatabase>().MigrateAsync(deadline.Token);
    }

    private static WebApplication Application(TestDatabase database) =>
        FinanceApplication.Build([$"--Storage:ConnectionString={database.ConnectionString}", "--Logging:LogLevel:Default=None"]);
}
