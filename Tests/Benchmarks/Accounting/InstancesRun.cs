using System.Diagnostics;
using System.Globalization;
using Benchmarks.Measuring;

namespace Benchmarks.Accounting;

/// <summary>The same invoices by one instance, by two that share them, and by two that both work on all of them, on one PostgreSQL.</summary>
internal static class InstancesRun
{
    private const int WarmUps = 4;
    private const int WarmUpLines = 500;

    public static async Task<InstancesMeasurement[]> MeasureAsync(int invoices, int lines, CancellationToken cancellation) =>
        [
            await OnceAsync("one instance", 1, shared: true, invoices, lines, cancellation),
            await OnceAsync("two, each its own", 2, shared: true, invoices, lines, cancellation),
            await OnceAsync("two, both all", 2, shared: false, invoices, lines, cancellation),
        ];

    private static async Task<InstancesMeasurement> OnceAsync(string who, int instances, bool shared, int invoices, int lines, CancellationToken cancellation)
    {
        await using var books = await BenchmarkBooks.CreateAsync(BenchmarkBooks.PostgreSql);
        var processes = new List<HostProcess>();
        var clients = new List<FinanceClient>();
        var folder = Directory.CreateTempSubdirectory("finance-benchmark-rows-").FullName;
        try
        {
            for (var index = 0; index < instances; index++)
            {
                processes.Add(await FinanceProcess.StartAsync(books.ConnectionString, await FinanceClient.AuthorityAsync(), cancellation));
                clients.Add(await FinanceClient.ConnectAsync(processes[index]));
            }

            await clients[0].SetupAsync(BenchmarkSetup.Read(), cancellation);
            foreach (var client in clients)
            {
                var warmUp = Invoices($"PF-WARM-{clients.IndexOf(client)}", WarmUps, WarmUpLines);
                await StageAsync(processes[0], clients[0], folder, warmUp, cancellation);
                await WorkAsync([client], shared: true, warmUp, cancellation);
            }

            var work = Invoices("PF", invoices, lines);
            await StageAsync(processes[0], clients[0], folder, work, cancellation);
            var times = await WorkAsync(clients, shared, work, cancellation);
            return await CheckedAsync(clients[0], who, times, work, WarmUps * instances, cancellation);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
            processes.ForEach(process => process.Dispose());
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<BenchmarkInvoice> Invoices(string name, int count, int lines) =>
        [.. Enumerable.Range(1, count).Select(number => new BenchmarkInvoice(string.Create(CultureInfo.InvariantCulture, $"{name}-{number:000}"), lines))];

    private static async Task StageAsync(
        HostProcess process,
        FinanceClient client,
        string folder,
        List<BenchmarkInvoice> invoices,
        CancellationToken cancellation
    )
    {
        foreach (var invoice in invoices)
        {
            await new FinanceRun(process, client, folder).StageAsync(invoice, cancellation);
        }
    }

    /// <summary>Each step by all instances at once; the next one begins when the last of them has ended.</summary>
    private static async Task<double[]> WorkAsync(List<FinanceClient> clients, bool shared, List<BenchmarkInvoice> invoices, CancellationToken cancellation)
    {
        var proposals = invoices.ConvertAll(invoice => invoice.Proposal);
        var import = await EachAsync(clients, shared, proposals, (client, proposal) => client.ImportAsync(proposal, cancellation));
        var journals = await BenchmarkBooksCheck.DraftJournalsAsync(clients[0], cancellation);
        var post = await EachAsync(clients, shared, journals, (client, journal) => client.PostJournalsAsync(journal, cancellation));
        var again = await EachAsync(clients, shared, proposals, (client, proposal) => client.ImportAsync(proposal, cancellation));
        return [import, post, again, await EachAsync(clients, shared, proposals, (client, proposal) => client.PostInvoiceAsync(proposal, cancellation))];
    }

    private static async Task<double> EachAsync(List<FinanceClient> clients, bool shared, List<string> work, Func<FinanceClient, string, Task> step)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            clients.Select(
                async (client, index) =>
                {
                    foreach (var item in work.Where((_, number) => !shared || number % clients.Count == index))
                    {
                        await step(client, item);
                    }
                }
            )
        );
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<InstancesMeasurement> CheckedAsync(
        FinanceClient client,
        string who,
        double[] times,
        List<BenchmarkInvoice> work,
        int warmUps,
        CancellationToken cancellation
    )
    {
        await BenchmarkBooksCheck.RequireAgreementAsync(client, cancellation);
        foreach (var invoice in work)
        {
            await BenchmarkBooksCheck.RequirePostedAsync(client, invoice, cancellation);
        }

        var numbers = await BenchmarkBooksCheck.NumbersAsync(client, cancellation);
        var expected = Enumerable.Range(1, work.Count + warmUps).Select(number => string.Create(CultureInfo.InvariantCulture, $"INV-{number:000000}"));
        if (!numbers.SequenceEqual(expected))
        {
            throw new InvalidOperationException($"{who}: the customer invoice numbers have a gap or a double: {string.Join(' ', numbers)}");
        }

        // A charged line is an unbilled and a billed transaction.
        var charged = work.Sum(invoice => invoice.Charged);
        var transactions = await BenchmarkBooksCheck.CountAsync(
            client,
            "ProjTransactions/$count?cross-company=true&$filter=startswith(InvoiceProposalId,'PF-0')",
            cancellation
        );
        var entries = await BenchmarkBooksCheck.CountAsync(
            client,
            "GeneralJournalAccountEntries/$count?cross-company=true&$filter=startswith(InvoiceProposalId,'PF-0')",
            cancellation
        );
        return transactions == charged * 2
            ? new InstancesMeasurement(who, times[0], times[1], times[2], times[3], entries, transactions, $"{numbers[warmUps]} to {numbers[^1]}")
            : throw new InvalidOperationException($"{who}: {transactions} transactions instead of {charged * 2}.");
    }
}
