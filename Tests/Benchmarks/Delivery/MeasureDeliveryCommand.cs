using System.CommandLine;
using System.Text.Json;

namespace Benchmarks.Delivery;

/// <summary>One measurement in this process, as JSON; <see cref="DeliveryCommand"/> starts it.</summary>
internal static class MeasureDeliveryCommand
{
    public const string Name = "measure-delivery";

    public static Command Build()
    {
        var invoices = new Option<int>("--invoices") { Required = true };
        var lines = new Option<int>("--lines") { Required = true };
        var command = new Command(Name) { invoices, lines };
        command.Hidden = true;
        command.SetAction(
            async (parsed, cancellation) =>
                Console.WriteLine(JsonSerializer.Serialize(await DeliveryRun.MeasureAsync(parsed.GetValue(invoices), parsed.GetValue(lines), cancellation)))
        );
        return command;
    }
}
