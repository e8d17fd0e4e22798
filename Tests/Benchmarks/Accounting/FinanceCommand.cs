using System.CommandLine;
using System.Globalization;
using Benchmarks.Measuring;
using Spectre.Console;

namespace Benchmarks.Accounting;

/// <summary>
/// Stages, imports and posts invoices of several sizes on each database, and compares with the database's own bulk insert, between sizes, and between one
/// instance and two.
/// </summary>
internal static class FinanceCommand
{
    private const int LinesWorthRepeating = 20_000;
    private const int Repetitions = 5;
    private const int TableWidth = 220;

    public static Command Build()
    {
        var lines = new Option<int[]>("--lines")
        {
            Description = "Sizes of the invoices.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 1000, 100_000],
        };
        var storage = new Option<string[]>("--storage")
        {
            Description = "Databases.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => BenchmarkBooks.Storages,
        };
        var runs = new Option<int?>("--runs")
        {
            Description = $"How often; the median counts. Without it {Repetitions}, and 1 above {LinesWorthRepeating} lines.",
        };
        var instances = new Option<int>("--instances")
        {
            Description = "Invoices of 1,000 lines for one instance and for two on PostgreSQL; 0 leaves that out.",
            DefaultValueFactory = _ => 12,
        };
        lines.Validators.Add(result =>
            Demand(
                result.Tokens.All(token => int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0),
                "--lines: give numbers of lines, for example 1 1000.",
                result.AddError
            )
        );
        storage.AcceptOnlyFromAmong(BenchmarkBooks.Storages);
        var command = new Command(
            "finance",
            "Stages, imports and posts an invoice of each size on each database, beside the database's own bulk insert, and prints times and memory."
        )
        {
            lines,
            storage,
            runs,
            instances,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetRequiredValue(lines),
                    parsed.GetRequiredValue(storage),
                    parsed.GetValue(runs),
                    parsed.GetValue(instances),
                    AnsiConsole.Console,
                    cancellation
                )
        );
        return command;
    }

    private static void Demand(bool holds, string text, Action<string> fault)
    {
        if (!holds)
        {
            fault(text);
        }
    }

    private static async Task<int> RunAsync(int[] sizes, string[] storages, int? runs, int instances, IAnsiConsole console, CancellationToken cancellation)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, TableWidth);
        var measurements = new List<FinanceMeasurement>();
        foreach (var storage in storages)
        {
            foreach (var size in sizes)
            {
                measurements.Add(
                    await ChildProcess.RunAsync<FinanceMeasurement>(
                        [
                            MeasureFinanceCommand.Name,
                            "--storage",
                            storage,
                            "--lines",
                            Text(size),
                            "--runs",
                            Text(runs ?? (size <= LinesWorthRepeating ? Repetitions : 1)),
                        ],
                        cancellation
                    )
                );
            }
        }

        if (measurements.Count > 0)
        {
            console.Write(StagingTable(measurements));
            console.WriteLine();
            console.Write(PostingTable(measurements, "s", cost => cost.Seconds));
            console.WriteLine();
            console.Write(PostingTable(measurements, "CPU s", cost => cost.Processor));
            console.WriteLine();
            foreach (var storage in measurements.GroupBy(measurement => measurement.Storage))
            {
                WriteFlatness(console, [.. storage.Where(measurement => measurement.Lines > 1)]);
            }
        }

        if (instances > 0 && storages.Contains(BenchmarkBooks.PostgreSql))
        {
            console.WriteLine();
            console.Write(
                InstancesTable(
                    await ChildProcess.RunAsync<InstancesMeasurement[]>(
                        [MeasureInstancesCommand.Name, "--invoices", Text(instances), "--lines", "1000"],
                        cancellation
                    )
                )
            );
        }

        return 0;
    }

    private static Table StagingTable(IEnumerable<FinanceMeasurement> measurements)
    {
        var table = TableOf(
            "storage",
            "lines",
            "rows",
            "bulk insert rows/s",
            "store layer rows/s",
            "of bulk",
            "bulk action rows/s",
            "of bulk",
            "$batch rows/s",
            "of bulk",
            "connections: bulk",
            "store",
            "of bulk",
            "bulk action",
            "of bulk"
        );
        foreach (var m in measurements)
        {
            table.AddRow(
                m.Storage,
                Text(m.Lines, "N0"),
                Text(m.Actuals.Rows, "N0"),
                Rate(m.Actuals.Rows, m.Actuals.Bulk),
                Rate(m.Actuals.Rows, m.Actuals.Store),
                Share(m.Actuals.Bulk, m.Actuals.Store),
                Rate(m.Actuals.Rows, m.StageActuals),
                Share(m.Actuals.Bulk, m.StageActuals),
                Rate(m.BatchRows, m.Batch),
                Share(m.Actuals.Bulk, new Cost(m.Batch.Seconds * m.Actuals.Rows / m.BatchRows, m.Batch.Processor * m.Actuals.Rows / m.BatchRows)),
                Rate(m.Connections.Rows, m.Connections.Bulk),
                Rate(m.Connections.Rows, m.Connections.Store),
                Share(m.Connections.Bulk, m.Connections.Store),
                Rate(m.Connections.Rows, m.StageConnections),
                Share(m.Connections.Bulk, m.StageConnections)
            );
        }

        return table;
    }

    private static Table PostingTable(IEnumerable<FinanceMeasurement> measurements, string unit, Func<Cost, double> of)
    {
        var table = TableOf(
            "storage",
            "lines",
            $"stage actuals ({unit})",
            $"import: journals ({unit})",
            $"post journals ({unit})",
            $"import: proposal ({unit})",
            $"post invoice ({unit})",
            $"agreement ({unit})",
            $"staging m{unit}/line",
            $"import m{unit}/line",
            $"posting m{unit}/line",
            "peak MB"
        );
        foreach (var m in measurements)
        {
            table.AddRow(
                m.Storage,
                Text(m.Lines, "N0"),
                Text(of(m.StageActuals), "0.000"),
                Text(of(m.ImportJournals), "0.000"),
                Text(of(m.PostJournals), "0.000"),
                Text(of(m.ImportProposal), "0.000"),
                Text(of(m.PostInvoice), "0.000"),
                Text(of(m.Agreement), "0.000"),
                Text(PerLine(m, Staging, of), "0.000"),
                Text(PerLine(m, Import, of), "0.000"),
                Text(PerLine(m, Posting, of), "0.000"),
                Text(m.PeakBytes / 1024.0 / 1024, "0")
            );
        }

        return table;
    }

    private static Table InstancesTable(InstancesMeasurement[] measurements)
    {
        var table = TableOf(
            "who",
            "import: journals (s)",
            "post journals (s)",
            "import: proposals (s)",
            "post invoices (s)",
            "all (s)",
            "of one instance",
            "ledger entries",
            "transactions",
            "invoice numbers"
        );
        foreach (var m in measurements)
        {
            table.AddRow(
                m.Who,
                Text(m.ImportJournals, "0.00"),
                Text(m.PostJournals, "0.00"),
                Text(m.ImportProposals, "0.00"),
                Text(m.PostInvoices, "0.00"),
                Text(m.Seconds, "0.00"),
                Text(m.Seconds / measurements[0].Seconds, "0.00"),
                Text(m.Entries, "N0"),
                Text(m.Transactions, "N0"),
                m.Numbers
            );
        }

        return table;
    }

    /// <summary>How much dearer a line of the largest invoice is than one of the smallest that has more than one.</summary>
    private static void WriteFlatness(IAnsiConsole console, List<FinanceMeasurement> measurements)
    {
        if (measurements.Count > 1)
        {
            var (small, large) = (measurements.MinBy(m => m.Lines)!, measurements.MaxBy(m => m.Lines)!);
            foreach (var (unit, of) in new (string, Func<Cost, double>)[] { ("time", cost => cost.Seconds), ("processor time", cost => cost.Processor) })
            {
                double Ratio(Func<FinanceMeasurement, Cost> step) => PerLine(large, step, of) / PerLine(small, step, of);
                console.WriteLine(
                    FormattableString.Invariant($"{small.Storage}, {unit} of a line of {large.Lines:N0} against one of {small.Lines:N0}: ")
                        + FormattableString.Invariant($"staging {Ratio(Staging):0.00}, import {Ratio(Import):0.00}, posting {Ratio(Posting):0.00} times.")
                );
            }
        }
    }

    private static Cost Staging(FinanceMeasurement m) => m.StageActuals + m.StageConnections;

    private static Cost Import(FinanceMeasurement m) => m.ImportJournals + m.ImportProposal;

    private static Cost Posting(FinanceMeasurement m) => m.PostJournals + m.PostInvoice;

    private static double PerLine(FinanceMeasurement m, Func<FinanceMeasurement, Cost> step, Func<Cost, double> of) => of(step(m)) * 1000 / m.Lines;

    private static Table TableOf(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumn(columns[0]);
        foreach (var column in columns.Skip(1))
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        return table;
    }

    private static string Rate(int rows, Cost cost) => Text(rows / cost.Seconds, "N0");

    /// <summary>Against the bulk insert of as many rows: by time, and in brackets by processor time.</summary>
    private static string Share(Cost bulk, Cost cost) => $"{Text(bulk.Seconds / cost.Seconds, "0.00")} ({Text(bulk.Processor / cost.Processor, "0.00")})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
