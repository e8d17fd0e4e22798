using System.CommandLine;
using System.Text.Json;
using ProjectInvoice.Tests.PostgreSql;

namespace Benchmarks.Accounting;

/// <summary>Two instances beside one, as JSON; <see cref="FinanceCommand"/> starts it.</summary>
internal static class MeasureInstancesCommand
{
    public const string Name = "measure-instances";

    public static Command Build()
    {
        var invoices = new Option<int>("--invoices") { Required = true };
        var lines = new Option<int>("--lines") { Required = true };
        var command = new Command(Name) { invoices, lines };
        command.Hidden = true;
        command.SetAction(
            async (parsed, cancellation) =>
            {
                try
                {
                    Console.WriteLine(
                        JsonSerializer.Serialize(await InstancesRun.MeasureAsync(parsed.GetValue(invoices), parsed.GetValue(lines), cancellation))
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
