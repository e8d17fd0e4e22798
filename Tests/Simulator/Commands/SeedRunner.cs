using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Simulator.Faults;
using Simulator.Runs;
using Simulator.World;

namespace Simulator.Commands;

/// <summary>Runs seeds, in this process or shared among several, and prints what came of them.</summary>
internal sealed class SeedRunner(IReadOnlySet<Fault>? faults, int? lines, bool printLog)
{
    private const string Share = "PINV_SIMULATOR_SHARE";

    public async Task<int> RunAsync(SeedRange range, int workers, string[] args)
    {
        if (Environment.GetEnvironmentVariable(Share) is { } share)
        {
            var (part, of) = (int.Parse(share.Split('/')[0], CultureInfo.InvariantCulture), int.Parse(share.Split('/')[1], CultureInfo.InvariantCulture));
            var shared = await RunHereAsync(range.Seeds.Where(seed => seed % of == part));
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(shared));
            return 0;
        }

        var clock = Stopwatch.StartNew();
        var tally = workers < 2 || range.First == range.Last ? await RunHereAsync(range.Seeds) : await RunSharedAsync(workers, args);
        tally.Print(Console.Out, clock.Elapsed);
        return tally.Failed.Count == 0 ? 0 : 1;
    }

    private async Task<Tally> RunHereAsync(IEnumerable<int> seeds)
    {
        var tally = new Tally();
        using var world = await PreparedWorld.MakeAsync();
        foreach (var seed in seeds)
        {
            try
            {
                var result = await Simulation.RunAsync(world, seed, new RunOptions { Faults = faults, Lines = lines });
                if (printLog)
                {
                    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, result.Log));
                }

                tally.Add(result);
            }
            catch (Exception broken)
            {
                tally.Failed[seed] = [broken.ToString()];
            }
        }

        return tally;
    }

    private static async Task<Tally> RunSharedAsync(int workers, string[] args)
    {
        var shares = await Task.WhenAll(Enumerable.Range(0, workers).Select(part => RunShareAsync(part, workers, args)));
        return shares.Aggregate(new Tally(), (all, share) => all.Add(share));
    }

    private static async Task<Tally> RunShareAsync(int part, int of, string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SeedRunner).Assembly.Location, .. args]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[Share] = string.Create(CultureInfo.InvariantCulture, $"{part}/{of}");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<Tally>(output.Trim().Split('\n')[^1])!;
    }
}
