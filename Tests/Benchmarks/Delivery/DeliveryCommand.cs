using System.CommandLine;
using System.Globalization;
using Benchmarks.Measuring;
using Spectre.Console;

namespace Benchmarks.Delivery;

/// <summary>Takes invoices of several sizes from the click to the write-back, with connector and finance as processes of their own.</summary>
internal static class DeliveryCommand
{
    private const int TableWidth = 220;
    private const double Megabyte = 1024 * 1024;

    public static Command Build()
    {
        var sizes = new Option<string[]>("--sizes")
        {
            Description = "Sizes, each as invoices and lines an invoice, for example 1x1000 or 10000x10.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["1x1000", "1x12000", "1x100000"],
        };
        sizes.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => SizeOf(token.Value) is null))
            {
                result.AddError("--sizes: give invoices and lines an invoice, for example 1x1000 or 10000x10.");
            }
        });
        var command = new Command("delivery", "Takes invoices of each size from the click to the write-back, and prints times, rows a second and memory.")
        {
            sizes,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(sizes), AnsiConsole.Console, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] sizes, IAnsiConsole console, CancellationToken cancellation)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, TableWidth);
        var measurements = new List<DeliveryMeasurement>();
        foreach (var (invoices, lines) in sizes.Select(size => SizeOf(size)!.Value))
        {
            measurements.Add(
                await ChildProcess.RunAsync<DeliveryMeasurement>(
                    [MeasureDeliveryCommand.Name, "--invoices", Text(invoices), "--lines", Text(lines)],
                    cancellation
                )
            );
        }

        console.Write(Times(measurements));
        console.WriteLine();
        console.Write(Costs(measurements));
        return 0;
    }

    private static (int Invoices, int Lines)? SizeOf(string size) =>
        size.Split('x') is [var invoices, var lines] && Number(invoices) is { } count && Number(lines) is { } length ? (count, length) : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static Table Times(IEnumerable<DeliveryMeasurement> measurements)
    {
        var table = TableOf("invoices", "lines of each", "confirm (s)", "deliver (s)", "finance (s)", "write back (s)", "all (s)", "ms a line");
        foreach (var m in measurements)
        {
            table.AddRow(
                Text(m.Invoices),
                Text(m.Lines),
                Text(m.Confirm, "0.0"),
                Text(m.Deliver, "0.0"),
                Text(m.Finance, "0.0"),
                Text(m.WriteBack, "0.0"),
                Text(m.All, "0.0"),
                Text(m.All * 1000 / m.AllLines, "0.00")
            );
        }

        return table;
    }

    private static Table Costs(IEnumerable<DeliveryMeasurement> measurements)
    {
        var table = TableOf(
            "invoices",
            "lines of each",
            "rows",
            "delivered rows/s",
            "bulk action rows/s",
            "of bulk",
            "delivered ms a line",
            "recorded rows/s",
            "CPU s delivering: Dataverse + connector + finance",
            "CPU s recording",
            "connector peak MB",
            "finance peak MB"
        );
        foreach (var m in measurements)
        {
            table.AddRow(
                Text(m.Invoices),
                Text(m.Lines),
                Text(m.Rows, "N0"),
                Text(m.Rows / m.Deliver, "N0"),
                Text(m.Rows / m.Bulk, "N0"),
                Text(m.Bulk / m.Deliver, "0.00"),
                Text(m.Deliver * 1000 / m.AllLines, "0.000"),
                Text(m.Posted / m.WriteBack, "N0"),
                m.Delivering.ToString(),
                m.Recording.ToString(),
                Text(m.ConnectorPeak / Megabyte, "0"),
                Text(m.FinancePeak / Megabyte, "0")
            );
        }

        return table;
    }

    private static Table TableOf(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        return table;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
