using System.CommandLine;
using System.Text.Json;

namespace Benchmarks.Confirmation;

/// <summary>One size in this process, as JSON; <see cref="ConfirmationCommand"/> starts it.</summary>
internal static class MeasureConfirmationCommand
{
    public const string Name = "measure-confirmation";

    public static Command Build()
    {
        var details = new Option<int>("--details") { Required = true };
        var runs = new Option<int>("--runs") { Required = true };
        var command = new Command(Name) { details, runs };
        command.Hidden = true;
        command.SetAction(parsed => Console.WriteLine(JsonSerializer.Serialize(ConfirmationRun.Measure(parsed.GetValue(details), parsed.GetValue(runs)))));
        return command;
    }
}
