using System.CommandLine;
using System.Text.Json;
using ProjectInvoice.Tests.PostgreSql;

namespace Benchmarks.Accounting;

/// <summary>One size on one database in this process, as JSON; <see cref="FinanceCommand"/> starts it.</summary>
internal static class MeasureFinanceCommand
{
    public const string Name = "measure-finance";

    public static Command Build()
    {
        var storage = new Option<string>("--storage") { Required = true };
        var lines = new Option<int>("--lines") { Required = true };
        var runs = new Option<int>("--runs") { Required = true };
        var command = new Command(Name) { storage, lines, runs };
        command.Hidden = true;
        command.SetAction(
            async (parsed, cancellation) =>
            {
                try
                {
                    Console.WriteLine(
                        JsonSerializer.Serialize(
                            await FinanceRun.MeasureAsync(parsed.GetRequiredValue(storage), parsed.GetValue(lines), parsed.GetValue(runs), cancellation)
                        )
                    );
                }
                finally
                {
                    await PostgreSqlServer.StopAsync();
                }
            }
        );
        return command;
    }
}
