using System.Diagnostics;
using ProjectInvoice.Finance.Storage;

namespace Benchmarks.Accounting;

/// <summary>
/// Writes the rows of an invoice in this process, in turn by the database's own bulk insert and by finance's store layer, each time into an empty database.
/// </summary>
internal static class StoreRun
{
    private const int WarmUpLines = 1000;

    public static async Task<(StoreMeasurement Actuals, StoreMeasurement Connections)> MeasureAsync(
        string storage,
        int lines,
        int runs,
        CancellationToken cancellation
    )
    {
        await OnceAsync(storage, new BenchmarkInvoice("PF-WARM", WarmUpLines), cancellation);
        var all = new List<(StoreMeasurement Actuals, StoreMeasurement Connections)>();
        for (var run = 0; run < runs; run++)
        {
            all.Add(await OnceAsync(storage, new BenchmarkInvoice($"PF-{run}", lines), cancellation));
        }

        return (MedianOf(all.ConvertAll(pair => pair.Actuals)), MedianOf(all.ConvertAll(pair => pair.Connections)));
    }

    private static async Task<(StoreMeasurement Actuals, StoreMeasurement Connections)> OnceAsync(
        string storage,
        BenchmarkInvoice invoice,
        CancellationToken cancellation
    )
    {
        await using var bulk = await BenchmarkBooks.CreateAsync(storage);
        await using var store = await BenchmarkBooks.CreateAsync(storage);
        return (
            await OnceAsync(bulk, store, [.. invoice.ActualRows()], cancellation),
            await OnceAsync(bulk, store, [.. invoice.ConnectionRows()], cancellation)
        );
    }

    private static async Task<StoreMeasurement> OnceAsync<T>(BenchmarkBooks bulk, BenchmarkBooks store, List<T> rows, CancellationToken cancellation)
        where T : class
    {
        TableShape table;
        await using (var context = await bulk.Database.ReadAsync(cancellation))
        {
            table = TableShape.Of<T>(context);
        }

        var values = rows.ConvertAll(row => table.Inserted.Select(column => column.Stored(row)).ToArray());
        GC.Collect();
        var bulkCost = await CostOfAsync(() => bulk.BulkInsertAsync(table, values, cancellation));
        values.Clear();
        GC.Collect();
        return new StoreMeasurement(rows.Count, bulkCost, await CostOfAsync(() => StoreAsync(store.Database, rows, cancellation)));
    }

    private static async Task StoreAsync<T>(FinanceDatabase database, List<T> rows, CancellationToken cancellation)
        where T : class
    {
        await using var session = await database.BeginAsync(cancellation);
        var known = await session.Rows.InsertAsync(rows, cancellation);
        await session.CommitAsync(cancellation);
        if (known.Count > 0)
        {
            throw new InvalidOperationException($"{known.Count} rows were there already.");
        }
    }

    private static async Task<Cost> CostOfAsync(Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        await work();
        var elapsed = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        return new Cost(elapsed.TotalSeconds, (process.TotalProcessorTime - processor).TotalSeconds);
    }

    private static StoreMeasurement MedianOf(List<StoreMeasurement> all) =>
        new(all[0].Rows, Cost.MedianOf(all.Select(run => run.Bulk)), Cost.MedianOf(all.Select(run => run.Store)));
}
