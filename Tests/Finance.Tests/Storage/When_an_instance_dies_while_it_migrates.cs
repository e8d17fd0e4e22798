using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Crashes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Storage;

/// <summary>A new database is brought through all releases, each of them one migration, and the instance dies before one of the statements.</summary>
[TestClass]
public sealed class When_an_instance_dies_while_it_migrates
{
    private const int Deaths = 12;

    private static readonly FormattableString Schema = ChosenDatabase.IsPostgreSql
        ? (FormattableString)
            $"""
                SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable) AS "Value"
                FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\_%'
                UNION ALL
                SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\_%'
                """
        : $"SELECT sql AS \"Value\" FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT LIKE '\\_%' ESCAPE '\\'";

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task The_tables_are_those_of_a_release_and_the_next_one_brings_them_up_to_date()
    {
        var releases = await ReleasesAsync();
        Assert.IsGreaterThan(1, releases.Distinct().Count(), "A release makes the tables.");
        var undisturbed = new WriteProbe();
        await using var current = await TestDatabase.NewAsync();
        await MigrateAsync(current, undisturbed);
        Assert.AreEqual(releases[^1], await SchemaAsync(current));
        foreach (var fault in Enumerable.Range(1, Deaths).Select(death => death * undisturbed.Moments.Count / Deaths))
        {
            var moment = undisturbed.Moments[fault - 1];
            await using var database = await TestDatabase.NewAsync();
            await Assert.ThrowsAsync<ProcessDied>(() => MigrateAsync(database, new WriteProbe(fault)));
            Assert.AreEqual(releases[await AppliedAsync(database)], await SchemaAsync(database), $"Left by the death before {moment}");
            await MigrateAsync(database, new WriteProbe());
            Assert.AreEqual(releases[^1], await SchemaAsync(database), $"After the death before {moment}");
        }
    }

    /// <summary>The tables before the first release and after each.</summary>
    private static async Task<List<string>> ReleasesAsync()
    {
        await using var database = await TestDatabase.NewAsync();
        await using var application = Application(database, new WriteProbe());
        await using var context = await application.Services.GetRequiredService<IFinanceStorage>().CreateContextAsync(CancellationToken.None);
        List<string> releases = [""];
        foreach (var migration in context.Database.GetMigrations())
        {
            await context.GetService<IMigrator>().MigrateAsync(migration);
            releases.Add(await SchemaAsync(database));
        }

        return releases;
    }

    private static async Task MigrateAsync(TestDatabase database, WriteProbe probe)
    {
        await using var application = Application(database, probe);
        await application.Services.GetRequiredService<FinanceDatabase>().MigrateAsync(CancellationToken.None);
    }

    private static async Task<int> AppliedAsync(TestDatabase database)
    {
        await using var application = Application(database, new WriteProbe());
        await using var context = await application.Services.GetRequiredService<IFinanceStorage>().CreateContextAsync(CancellationToken.None);
        return (await context.Database.GetAppliedMigrationsAsync()).Count();
    }

    private static async Task<string> SchemaAsync(TestDatabase database)
    {
        await using var application = Application(database, new WriteProbe());
        await using var context = await application.Services.GetRequiredService<IFinanceStorage>().CreateContextAsync(CancellationToken.None);
        return string.Join('\n', (await context.Database.SqlQuery<string>(Schema).ToListAsync()).Order(StringComparer.Ordinal));
    }

    private static WebApplication Application(TestDatabase database, WriteProbe probe) =>
        FinanceApplication.Build(
            [$"--Storage:ConnectionString={database.ConnectionString}", "--Logging:LogLevel:Default=None"],
            services => services.AddSingleton<IInterceptor>(new ProbedMigration(probe))
        );

    /// <summary>Tells a probe of every statement that a migration makes.</summary>
    private sealed class ProbedMigration(WriteProbe probe) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            if (eventData.CommandSource == CommandSource.Migrations)
            {
                probe.At(command.CommandText);
            }

            return new(result);
        }
    }
}
