using System.Globalization;
using Simulator.Faults;
using Simulator.Runs;

namespace Simulator.Commands;

/// <summary>What came of many seeds.</summary>
internal sealed class Tally
{
    public int Seeds { get; set; }

    public int Invoices { get; set; }

    public int Posted { get; set; }

    public SortedDictionary<string, int> Done { get; set; } = new(StringComparer.Ordinal);

    public SortedDictionary<int, int> Struck { get; set; } = [];

    /// <summary>What is broken, by seed.</summary>
    public SortedDictionary<int, IReadOnlyList<string>> Failed { get; set; } = [];

    public void Add(RunResult result)
    {
        Seeds++;
        Invoices += result.State.Drafted.Count;
        Posted += result.State.Posted.Count;
        foreach (var (what, times) in result.Done)
        {
            Done[what] = Done.GetValueOrDefault(what) + times;
        }

        foreach (var (fault, times) in result.Struck)
        {
            Struck[(int)fault] = Struck.GetValueOrDefault((int)fault) + times;
        }

        if (result.Broken.Count > 0)
        {
            Failed[result.Seed] = result.Broken;
        }
    }

    public Tally Add(Tally other)
    {
        Seeds += other.Seeds;
        Invoices += other.Invoices;
        Posted += other.Posted;
        foreach (var (what, times) in other.Done)
        {
            Done[what] = Done.GetValueOrDefault(what) + times;
        }

        foreach (var (fault, times) in other.Struck)
        {
            Struck[fault] = Struck.GetValueOrDefault(fault) + times;
        }

        foreach (var (seed, broken) in other.Failed)
        {
            Failed[seed] = broken;
        }

        return this;
    }

    public void Print(TextWriter output, TimeSpan elapsed)
    {
        output.WriteLine(Text($"{Seeds} seeds in {elapsed.TotalSeconds:0.0} s: {Invoices} invoices drafted, {Posted} posted, {Failed.Count} seeds failed"));
        output.WriteLine();
        foreach (var (what, times) in Done)
        {
            output.WriteLine(Text($"{what, -30} {times, 9}"));
        }

        output.WriteLine();
        foreach (var fault in Enum.GetValues<Fault>())
        {
            output.WriteLine(Text($"{(int)fault, 2} {fault, -27} {Struck.GetValueOrDefault((int)fault), 9}"));
        }

        foreach (var (seed, broken) in Failed)
        {
            output.WriteLine();
            output.WriteLine(Text($"seed {seed} failed: dotnet run -c Release --project Tests/Simulator -- --seeds {seed} --log"));
            foreach (var line in broken)
            {
                output.WriteLine("  " + line);
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
