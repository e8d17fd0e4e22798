using System.CommandLine;
using System.Globalization;
using Benchmarks.Measuring;
using Spectre.Console;

namespace Benchmarks.Confirmation;

/// <summary>Confirms invoices of several sizes and compares what a line costs.</summary>
internal static class ConfirmationCommand
{
    private const int DetailsWorthRepeating = 20_000;
    private const int Repetitions = 5;
    private const int TableWidth = 220;
    private const double Flat = 4.0 / 3;

    public static Command Build()
    {
        var lines = new Option<string>("--lines") { Description = "Sizes of the invoices, by commas.", DefaultValueFactory = _ => "1000,10000,100000" };
        lines.Validators.Add(result =>
        {
            if (!TrySizes(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError("--lines: give numbers of lines by commas, for example 1000,10000.");
            }
        });
        var command = new Command("confirmation", "Confirms an invoice of each size and prints time, service calls, rows and memory.") { lines };
        command.SetAction(
            (parsed, cancellation) => TrySizes(parsed.GetValue(lines), out var sizes) ? RunAsync(sizes, AnsiConsole.Console, cancellation) : Task.FromResult(1)
        );
        return command;
    }

    private static bool TrySizes(string? text, out IReadOnlyList<int> sizes)
    {
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        sizes = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0)];
        return sizes.Count > 0 && sizes.All(size => size > 0);
    }

    private static async Task<int> RunAsync(IReadOnlyList<int> sizes, IAnsiConsole console, CancellationToken cancellation)
    {
        var measurements = new List<ConfirmationMeasurement>();
        foreach (var size in sizes)
        {
            var runs = size <= DetailsWorthRepeating ? Repetitions : 1;
            var all = await ChildProcess.RunAsync<ConfirmationMeasurement[]>(
                [MeasureConfirmationCommand.Name, "--details", Text(size), "--runs", Text(runs)],
                cancellation
            );
            measurements.Add(all.OrderBy(measurement => measurement.Seconds).ElementAt(all.Length / 2));
        }

        console.Profile.Width = Math.Max(console.Profile.Width, TableWidth);
        console.Write(TableOf(measurements));
        console.WriteLine(Verdict("Time per line", measurements, measurement => measurement.MillisecondsPerLine));
        console.WriteLine(Verdict("Processor time per line", measurements, measurement => measurement.ProcessorMillisecondsPerLine));
        console.WriteLine(Verdict("Memory per line", measurements, measurement => measurement.AllocatedPerLine));
        return 0;
    }

    private static Table TableOf(IEnumerable<ConfirmationMeasurement> measurements)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumn("lines");
        string[] columns =
        [
            "chunks",
            "seconds",
            "ms/line",
            "CPU ms/line",
            "update (s)",
            "longest chunk (s)",
            "longest chunk (calls)",
            "reads/line",
            "writes/line",
            "rows/line",
            "calls not for rows",
            "allocated KB/line",
            "kept KB/line",
            "peak MB",
        ];
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var m in measurements)
        {
            double lines = m.Details;
            table.AddRow(
                m.Details.ToString("N0", CultureInfo.InvariantCulture),
                Text(m.Chunks),
                Text(m.Seconds, "0.00"),
                Text(m.MillisecondsPerLine, "0.000"),
                Text(m.ProcessorMillisecondsPerLine, "0.000"),
                Text(m.UpdateSeconds, "0.00"),
                Text(m.LongestChunkSeconds, "0.00"),
                m.LongestChunkCalls.ToString("N0", CultureInfo.InvariantCulture),
                Text(m.Reads / lines, "0.0000"),
                Text(m.Writes / lines, "0.0000"),
                Text(m.BillingRows / lines, "0.0000"),
                (m.Reads + m.Writes + m.OtherCalls - m.BillingRows).ToString("N0", CultureInfo.InvariantCulture),
                Text(m.AllocatedPerLine / 1024, "0.0"),
                Text(m.RetainedBytes / lines / 1024, "0.0"),
                Text(m.PeakWorkingSetBytes / 1024.0 / 1024, "0")
            );
        }

        return table;
    }

    private static string Verdict(string what, IReadOnlyList<ConfirmationMeasurement> measurements, Func<ConfirmationMeasurement, double> cost)
    {
        var spread = measurements.Max(cost) / measurements.Min(cost);
        return FormattableString.Invariant(
            $"{what}: the dearest size costs {spread:0.00} times the cheapest, {(spread <= Flat ? "flat within a third" : "NOT flat within a third")}."
        );
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
