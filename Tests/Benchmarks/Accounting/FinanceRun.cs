using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Benchmarks.Measuring;
using ProjectInvoice.Finance.Staging;

namespace Benchmarks.Accounting;

/// <summary>Takes invoices of one size the whole way, over HTTP and in a process of its own: staging, import, journals, import, posting.</summary>
internal sealed class FinanceRun(HostProcess finance, FinanceClient client, string folder)
{
    private const int WarmUpLines = 1000;
    private const int WarmUps = 3;
    private const int ChangeSet = 1000;
    private const int MostBatchRows = 10_000;

    /// <summary>Measures the store layer in this process, then the way over HTTP.</summary>
    public static async Task<FinanceMeasurement> MeasureAsync(string storage, int lines, int runs, CancellationToken cancellation)
    {
        var (actuals, connections) = await StoreRun.MeasureAsync(storage, lines, runs, cancellation);
        await using var books = await BenchmarkBooks.CreateAsync(storage);
        using var finance = await FinanceProcess.StartAsync(books.ConnectionString, await FinanceClient.AuthorityAsync(), cancellation);
        using var client = await FinanceClient.ConnectAsync(finance);
        var folder = Directory.CreateTempSubdirectory("finance-benchmark-rows-").FullName;
        try
        {
            await client.SetupAsync(BenchmarkSetup.Read(), cancellation);
            return await new FinanceRun(finance, client, folder).MeasureAsync(storage, lines, runs, actuals, connections, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Sends the rows of an invoice by the bulk action; its header first.</summary>
    public async Task<(Cost Actuals, Cost Connections)> StageAsync(BenchmarkInvoice invoice, CancellationToken cancellation)
    {
        await client.HeaderAsync(invoice, cancellation);
        using var actuals = await new StagedJson<ActualsImport>(new ActualsImportSet(new StagingOptions(null))).ToFileAsync(
            invoice.ActualRows(),
            Path.Combine(folder, "actuals.json")
        );
        using var connections = await new StagedJson<TransactionRelationship>(new TransactionRelationshipSet()).ToFileAsync(
            invoice.ConnectionRows(),
            Path.Combine(folder, "connections.json")
        );
        return (
            await client.RowsAsync("ProjActualsImports", actuals, cancellation),
            await client.RowsAsync("ProjTransactionRelationships", connections, cancellation)
        );
    }

    private async Task<FinanceMeasurement> MeasureAsync(
        string storage,
        int lines,
        int runs,
        StoreMeasurement actuals,
        StoreMeasurement connections,
        CancellationToken cancellation
    )
    {
        for (var run = 0; run < WarmUps; run++)
        {
            await OnceAsync(new BenchmarkInvoice($"PF-WARM-{run}", WarmUpLines), cancellation);
        }

        var all = new List<Steps>();
        for (var run = 0; run < runs; run++)
        {
            all.Add(await OnceAsync(new BenchmarkInvoice($"PF-{run}", lines), cancellation));
        }

        var (batchRows, batch) = await BatchAsync(lines, cancellation);
        Cost Middle(Func<Steps, Cost> step) => Cost.MedianOf(all.Select(step));
        return new FinanceMeasurement(
            storage,
            lines,
            actuals,
            connections,
            Middle(steps => steps.Actuals),
            Middle(steps => steps.Connections),
            batchRows,
            batch,
            Middle(steps => steps.ImportJournals),
            Middle(steps => steps.PostJournals),
            Middle(steps => steps.ImportProposal),
            Middle(steps => steps.PostInvoice),
            Middle(steps => steps.Agreement),
            finance.PeakBytes()
        );
    }

    private async Task<Steps> OnceAsync(BenchmarkInvoice invoice, CancellationToken cancellation)
    {
        var (actuals, connections) = await StageAsync(invoice, cancellation);
        var importJournals = await client.ImportAsync(invoice.Proposal, cancellation);
        var postJournals = await client.PostJournalsAsync(null, cancellation);
        var importProposal = await client.ImportAsync(invoice.Proposal, cancellation);
        var postInvoice = await client.PostInvoiceAsync(invoice.Proposal, cancellation);
        var agreement = await client.AgreementAsync(cancellation);
        await BenchmarkBooksCheck.RequireAgreementAsync(client, cancellation);
        await BenchmarkBooksCheck.RequirePostedAsync(client, invoice, cancellation);
        return new Steps(actuals, connections, importJournals, postJournals, importProposal, postInvoice, agreement);
    }

    /// <summary>Actuals of an invoice that is never announced, in change sets of a thousand.</summary>
    private async Task<(int Rows, Cost Time)> BatchAsync(int lines, CancellationToken cancellation)
    {
        var json = new StagedJson<ActualsImport>(new ActualsImportSet(new StagingOptions(null)));
        await client.BatchAsync(Batch(json, new BenchmarkInvoice("PF-BATCH-WARM", ChangeSet / 2).ActualRows()), cancellation);
        var rows = new BenchmarkInvoice("PF-BATCH", Math.Min(lines, MostBatchRows / 2)).ActualRows().ToList();
        var time = default(Cost);
        foreach (var page in rows.Chunk(ChangeSet))
        {
            time += await client.BatchAsync(Batch(json, page), cancellation);
        }

        return (rows.Count, time);
    }

    private StringContent Batch(StagedJson<ActualsImport> json, IEnumerable<ActualsImport> rows)
    {
        var body = new StringBuilder("--batch\r\nContent-Type: multipart/mixed; boundary=changeset\r\n\r\n");
        var number = 0;
        foreach (var row in rows)
        {
            body.Append(
                CultureInfo.InvariantCulture,
                $"--changeset\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {++number}\r\n\r\n"
            );
            body.Append(
                CultureInfo.InvariantCulture,
                $"POST {new Uri(finance.Address, "/data/ProjActualsImports?cross-company=true")} HTTP/1.1\r\nContent-Type: "
                    + $"application/json\r\n\r\n{json.ToText(row)}\r\n"
            );
        }

        var content = new StringContent(body.Append("--changeset--\r\n--batch--\r\n").ToString(), Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=batch");
        return content;
    }

    private sealed record Steps(Cost Actuals, Cost Connections, Cost ImportJournals, Cost PostJournals, Cost ImportProposal, Cost PostInvoice, Cost Agreement);
}
