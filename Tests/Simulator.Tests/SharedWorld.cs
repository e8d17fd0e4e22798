using Simulator.Runs;
using Simulator.World;

namespace Simulator.Tests;

/// <summary>What the runs of all tests begin with.</summary>
[TestClass]
public sealed class SharedWorld
{
    private static readonly Lazy<Task<PreparedWorld>> Prepared = new(PreparedWorld.MakeAsync);

    [AssemblyCleanup]
    public static async Task CloseAsync()
    {
        if (Prepared.IsValueCreated)
        {
            (await Prepared.Value).Dispose();
        }
    }

    internal static async Task<RunResult> RunAsync(int seed, RunOptions? options = null) =>
        await Simulation.RunAsync(await Prepared.Value, seed, options ?? new RunOptions());
}
