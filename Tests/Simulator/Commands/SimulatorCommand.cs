using System.CommandLine;
using Simulator.Faults;

namespace Simulator.Commands;

/// <summary>The command line of the simulator.</summary>
internal static class SimulatorCommand
{
    public static Task<int> RunAsync(string[] args)
    {
        var seeds = new Option<SeedRange>("--seeds")
        {
            Description = "Seeds to run, such as 1..10000 or 17",
            CustomParser = result => SeedRange.Parse(result.Tokens.Single().Value),
            DefaultValueFactory = _ => new SeedRange(1, 100),
        };
        var fault = new Option<Fault?>("--fault") { Description = "Only this fault; without it each seed chooses its own" };
        var none = new Option<bool>("--no-faults") { Description = "No fault at all" };
        var lines = new Option<int?>("--lines") { Description = "One invoice of so many lines a seed" };
        var workers = new Option<int>("--workers") { Description = "Processes beside each other", DefaultValueFactory = _ => Environment.ProcessorCount };
        var print = new Option<bool>("--log") { Description = "Print what happened" };
        var command = new RootCommand("Runs plug-ins, connector and finance under seeds, with faults, and checks what holds after each run.")
        {
            seeds,
            fault,
            none,
            lines,
            workers,
            print,
        };
        command.SetAction(parsed =>
            new SeedRunner(
                parsed.GetValue(none) ? new HashSet<Fault>()
                    : parsed.GetValue(fault) is { } only ? new HashSet<Fault> { only }
                    : null,
                parsed.GetValue(lines),
                parsed.GetValue(print)
            ).RunAsync(parsed.GetRequiredValue(seeds), parsed.GetValue(workers), args)
        );
        return command.Parse(args).InvokeAsync();
    }
}
