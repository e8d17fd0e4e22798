using System.Text.Json.Nodes;
using Npgsql;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Instances;

/// <summary>
/// A process is killed in the middle of a batch, while one of its postings has taken its number and cannot commit yet. Nobody asks the other one for anything.
/// </summary>
[TestClass]
[TestCategory("Process")]
public sealed class When_the_one_that_posts_a_batch_is_killed
{
    private const int Proposals = 20;

    private static readonly Guid Batch = FinanceSample.Id("batch");

    [TestMethod]
    [DataRow(true, DisplayName = "that worked beside it")]
    [DataRow(false, DisplayName = "that starts after it")]
    public async Task Another_takes_it_over_and_posts_every_invoice_once_without_a_gap(bool beside)
    {
        await using var database = await TestDatabase.CreateAsync();
        await PrepareAsync(database);
        await using var next = await OneIsKilledAsync(database, beside);
        await using var reader = await FinanceHost.StartOnAsync(database, null, "--Work:PostingBatches=");
        await Waiting.UntilAsync(async () => (string?)(await reader.GetAsync($"/api/posting-batches/{Batch}")).Ok().Json["status"] == "Finished");
        var state = (await reader.GetAsync($"/api/posting-batches/{Batch}")).Ok().Json;
        Assert.AreEqual($"{Proposals} 0 0", $"{state["posted"]} {state["refused"]} {state["waiting"]}", next.Log);
        var invoices = await reader.RowsAsync("ProjInvoices");
        Assert.HasCount(Proposals, invoices.Select(row => (string)row["InvoiceProposalId"]!).Distinct());
        AssertConsecutive(invoices.Select(row => (string)row["ProjInvoiceId"]!), "INV-");
        AssertConsecutive(invoices.Select(row => (string)row["LedgerVoucher"]!), "INV-V-");
        CollectionAssert.AreEquivalent(
            invoices.ConvertAll(row => $"{row["InvoiceProposalId"]} {row["ProjInvoiceId"]}"),
            state["proposals"]!.AsArray().Select(row => $"{row!["proposal"]} {row["customerInvoiceNumber"]}").ToList()
        );
        await reader.BooksAgreeAsync();
    }

    /// <returns>The process that is left.</returns>
    private static async Task<FinanceProcess> OneIsKilledAsync(TestDatabase database, bool beside)
    {
        await using var dying = await FinanceProcess.StartAsync(database);
        await using var holder = new NpgsqlConnection(database.ConnectionString);
        await holder.OpenAsync();
        await using var held = await holder.BeginTransactionAsync();
        await using var watcher = new NpgsqlConnection(database.ConnectionString);
        await watcher.OpenAsync();
        await ScalarAsync(holder, "SELECT 1 FROM \"InvoiceProposal\" WHERE \"InvoiceProposalId\" = 'PF-10' FOR UPDATE");
        (
            await dying.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", new JsonObject { ["id"] = Batch, ["company"] = "USPM" })
        ).Ok();
        await Waiting.UntilAsync(async () =>
            (bool)
                await ScalarAsync(
                    watcher,
                    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query "
                        + "ILIKE 'UPDATE%InvoiceProposal%')"
                )
        );

        // What it may see of the batch while the other one lives it leaves alone, the job of the other included, which counts as lost on a busy machine.
        var left = beside ? await FinanceProcess.StartAsync(database) : null;
        await dying.KillAsync();
        var posted = (long)await ScalarAsync(watcher, "SELECT count(*) FROM \"PostedInvoice\"");
        Assert.IsTrue(posted is > 0 and < Proposals, $"{posted} invoices were posted when it was killed.");
        return left ?? await FinanceProcess.StartAsync(database);
    }

    private static async Task PrepareAsync(TestDatabase database)
    {
        await using var host = await FinanceHost.StartOnAsync(database, null);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        for (var number = 1; number <= Proposals; number++)
        {
            await new TestInvoice($"PF-{number:00}").Line($"work {number}", 10m * number).Milestone($"milestone {number}", 100m).SendAsync(host);
        }

        await TestInvoice.ReadyAsync(host);
    }

    private static async Task<object> ScalarAsync(NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return (await command.ExecuteScalarAsync())!;
    }

    private static void AssertConsecutive(IEnumerable<string> numbers, string prefix) =>
        CollectionAssert.AreEqual(
            Enumerable.Range(1, Proposals).Select(number => $"{prefix}{number:000000}").ToList(),
            numbers.Order(StringComparer.Ordinal).ToList()
        );
}
