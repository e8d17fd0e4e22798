using System.Data.Common;
using Finance.Storage;
using Finance.Tests.Crashes;
using Finance.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Finance.Tests.Storage;

/// <summary>A database of the first release is brought up to date (on PostgreSQL, which has one release so far, an empty one), and the instance dies before one of the statements.</summary>
[TestClass]
public sealed class When_an_instance_dies_while_it_migrates
{
    private const int Deaths = 12;

    private static readonly FormattableString Schema = ChosenDatabase.IsPostgreSql
        ? (FormattableString)$"SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable) AS \"Value\" FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%' UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%'"
        : $"SELECT sql AS \"Value\" FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT LIKE '\\_%' ESCAPE '\\'";

    [TestMethod]
    public async Task The_tables_are_as_they_were_and_the_next_one_brings_them_up_to_date()
    {
        await using var old = await TestDatabase.NewAsync();
        await MigrateAsync(old, new WriteProbe(), toFirstRelease: true);
        var before = await SchemaAsync(old);
        var undisturbed = new WriteProbe();
        await using var current = await old.ForkAsync();
        await MigrateAsync(current, undisturbed);
        var expected = await SchemaAsync(current);
        Assert.AreNotEqual(expected, before);
        foreach (var fault in Enumerable.Range(1, Deaths).Select(death => death * undisturbed.Moments.Count / Deaths))
        {
            await using var fork = await old.ForkAsync();
            await Assert.ThrowsAsync<ProcessDied>(() => MigrateAsync(fork, new WriteProbe(fault)));
            Assert.AreEqual(before, await SchemaAsync(fork), $"Left by the death before {undisturbed.Moments[fault - 1]}");
            await MigrateAsync(fork, new WriteProbe());
            Assert.AreEqual(expected, await SchemaAsync(fork), $"After the death before {undisturbed.Moments[fault - 1]}");
        }
    }

    private static async Task MigrateAsync(TestDatabase database, WriteProbe probe, bool toFirstRelease = false)
    {
        await using var application = Application(database, probe);
        if (!toFirstRelease)
        {
            await application.Services.GetRequiredService<FinanceDatabase>().MigrateAsync(CancellationToken.None);
            return;
        }

        await using var context = await application.Services.GetRequiredService<IFinanceStorage>().CreateContextAsync(CancellationToken.None);
        await context.GetService<IMigrator>().MigrateAsync(ChosenDatabase.IsPostgreSql ? Migration.InitialDatabase : context.Database.GetMigrations().First());
    }

    private static async Task<string> SchemaAsync(TestDatabase database)
    {
        await using var application = Application(database, new WriteProbe());
        await using var context = await application.Services.GetRequiredService<IFinanceStorage>().CreateContextAsync(CancellationToken.None);
        return string.Join('\n', (await context.Database.SqlQuery<string>(Schema).ToListAsync()).Order(StringComparer.Ordinal));
    }

    private static WebApplication Application(TestDatabase database, WriteProbe probe) =>
        FinanceApplication.Build([$"--Storage:ConnectionString={database.ConnectionString}", "--Logging:LogLevel:Default=None"], services => services.AddSingleton<IInterceptor>(new ProbedMigration(probe)));

    /// <summary>Tells a probe of every statement that a migration makes.</summary>
    private sealed class ProbedMigration(WriteProbe probe) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (eventData.CommandSource == CommandSource.Migrations)
            {
                probe.At(command.CommandText);
            }

            return new(result);
        }
    }
}
