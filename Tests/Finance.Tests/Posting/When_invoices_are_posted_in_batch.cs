using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Posting.Batches;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

[TestClass]
public sealed class When_invoices_are_posted_in_batch
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteBusy = 5;

    private static readonly Guid Batch = FinanceSample.Id("batch");

    [TestMethod]
    public async Task One_failure_stops_no_other_and_every_outcome_is_kept()
    {
        await using var host = await StartAsync("2026-08-15", "2026-09-30", "2026-09-30");
        await RunAsync(host, Request());
        var state = (await host.GetAsync($"/api/posting-batches/{Batch}")).Ok().Json;
        Assert.AreEqual("Finished 2 1 0", $"{state["status"]} {state["posted"]} {state["refused"]} {state["waiting"]}");
        var proposals = state["proposals"]!.AsArray();
        Assert.AreEqual(
            $"PF-1 Refused {PostingErrors.PeriodOfInvoiceDate.Code}",
            $"{proposals[0]!["proposal"]} {proposals[0]!["outcome"]} {proposals[0]!["code"]}"
        );
        StringAssert.Contains((string)proposals[0]!["text"]!, "2026-09-01");
        CollectionAssert.AreEquivalent(new[] { "INV-000001", "INV-000002" }, proposals.Skip(1).Select(row => (string)row!["customerInvoiceNumber"]!).ToArray());
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_batch_that_runs_again_posts_what_is_left_and_nothing_twice()
    {
        await using var host = await StartAsync("2026-08-15", "2026-09-30");
        await RunAsync(host, Request());
        var setUp = FinanceSample.Setup();
        setUp["fiscalPeriods"]![0]!["status"] = "Open";
        (await host.SetupAsync(setUp)).Ok();
        var state = await RunAsync(host, Request());
        Assert.AreEqual("2 0", $"{state["posted"]} {state["refused"]}");
        var before = await Books.EverythingAsync(host);
        await RunAsync(host, Request());
        Assert.AreEqual(before, await Books.EverythingAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow(true, "Waiting 1 0 1", "Selected", "The database is busy with other work. Try again.")]
    [DataRow(
        false,
        "Finished 1 1 0",
        "Refused",
        "Finance failed for a reason of its own; nothing was changed. Run the batch again, and look for the proposal in the log."
    )]
    public async Task A_proposal_that_the_database_holds_up_waits_and_one_that_fails_otherwise_is_refused(
        bool isOfDatabase,
        string batch,
        string outcome,
        string text
    )
    {
        var isFailing = true;
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(database, services => InterruptedStorage.Register(services, Fail));
        await PrepareAsync(host, "2026-09-29", "2026-09-30");
        var state = await RunAsync(host, Request());
        Assert.AreEqual(batch, $"{state["status"]} {state["posted"]} {state["refused"]} {state["waiting"]}");
        var failed = state["proposals"]!.AsArray().Single(row => (string)row!["outcome"]! != "Posted")!;
        Assert.AreEqual(
            $"PF-1 {outcome} {(isOfDatabase ? StorageErrors.Busy : PostingBatchErrors.Failed).Code} {text}",
            $"{failed["proposal"]} {failed["outcome"]} {failed["code"]} {failed["text"]}"
        );

        isFailing = false;
        state = await RunAsync(host, Request());
        Assert.AreEqual("2 0", $"{state["posted"]} {state["refused"]}");
        await host.BooksAgreeAsync();

        void Fail(object row)
        {
            if (row is LedgerVoucher { InvoiceProposalId: "PF-1" } && isFailing)
            {
                throw isOfDatabase ? new SqliteException("The database is locked.", SqliteBusy) : new InvalidOperationException("The posting fails half way.");
            }
        }
    }

    [TestMethod]
    public async Task A_proposal_without_all_its_lines_is_never_posted()
    {
        await using var host = await StartAsync();
        var incomplete = new TestInvoice("PF-9").Line("here", 10m).Line("missing", 20m);
        var missing = incomplete.Actuals[3];
        incomplete.Actuals.RemoveAt(3);
        await incomplete.SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var state = await RunAsync(host, Request(new JsonObject { ["proposals"] = new JsonArray("PF-9") }));
        Assert.AreEqual($"Refused {ProposalErrors.NotReady.Code}", $"{state["proposals"]![0]!["outcome"]} {state["proposals"]![0]!["code"]}");
        Assert.IsEmpty(await host.RowsAsync("ProjInvoices"));

        (await host.SendRowsAsync("ProjActualsImports", [missing])).Ok();
        (await host.ImportAsync()).Ok();
        Assert.AreEqual(1, (int)(await RunAsync(host, Request(new JsonObject { ["proposals"] = new JsonArray("PF-9") })))["posted"]!);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_late_selection_takes_what_is_ready_when_the_batch_runs()
    {
        await using var host = await StartAsync("2026-09-29", "2026-09-30");
        await new TestInvoice("PF-3", "CON-USD", "PRJ-USD", "USD").Line("other contract", 5m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var request = Request(
            new JsonObject
            {
                ["contract"] = "CON-00021",
                ["customer"] = "C-0001",
                ["from"] = "2026-09-30",
                ["to"] = "2026-09-30",
            }
        );
        request["lateSelection"] = true;
        var state = await RunAsync(host, request);
        CollectionAssert.AreEqual(new[] { "PF-2" }, state["proposals"]!.AsArray().Select(row => (string)row!["proposal"]!).ToArray());
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_recurring_batch_selects_anew_until_it_is_stopped()
    {
        await using var host = await StartAsync();
        var request = Request();
        request["recurring"] = "0 3 1 1 *";
        await RunAsync(host, request);
        await new TestInvoice("PF-1").Line("work", 10m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var state = (await SendAsync(host, $"/api/posting-batches/{Batch}/run")).Ok().Json;
        Assert.AreEqual("Recurring 1", $"{state["status"]} {state["posted"]}");
        Assert.AreEqual("Stopped", (string?)(await SendAsync(host, $"/api/posting-batches/{Batch}/stop")).Ok().Json["status"]);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task What_is_no_batch_is_refused()
    {
        await using var host = await StartAsync();
        await RunAsync(host, Request());
        var other = Request();
        other["invoiceDate"] = "2026-09-30";
        (await SendAsync(host, "/api/posting-batches", other)).Refused(409, PostingBatchErrors.OtherRequest);
        (await SendAsync(host, "/api/posting-batches", new JsonObject())).Refused(400, PostingBatchErrors.IdMissing);
        (await SendAsync(host, "/api/posting-batches", new JsonObject { ["id"] = FinanceSample.Id("x"), ["recurring"] = "often" })).Refused(
            400,
            PostingBatchErrors.NoCron
        );
        (
            await SendAsync(
                host,
                "/api/posting-batches",
                new JsonObject
                {
                    ["id"] = FinanceSample.Id("x"),
                    ["selection"] = new JsonObject { ["proposals"] = new JsonArray("PF-1") },
                }
            )
        ).Refused(400, PostingBatchErrors.NamesIncomplete);
        (await SendAsync(host, "/api/posting-batches", new JsonObject { ["id"] = FinanceSample.Id("x"), ["company"] = "NONE" })).Refused(
            404,
            SetupErrors.UnknownCompany
        );
        (await SendAsync(host, $"/api/posting-batches/{FinanceSample.Id("x")}/run")).Refused(404, PostingBatchErrors.UnknownBatch);
    }

    private static async Task<FinanceHost> StartAsync(params string[] dates)
    {
        var host = await FinanceHost.StartAsync();
        await PrepareAsync(host, dates);
        return host;
    }

    private static async Task PrepareAsync(FinanceHost host, params string[] dates)
    {
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        for (var index = 0; index < dates.Length; index++)
        {
            await new TestInvoice($"PF-{index + 1}", invoiceDate: dates[index]).Line($"work {index}", 10m).SendAsync(host);
        }

        await TestInvoice.ReadyAsync(host);
    }

    private static JsonObject Request(JsonObject? selection = null) =>
        new()
        {
            ["id"] = Batch,
            ["company"] = "USPM",
            ["selection"] = selection,
        };

    /// <summary>Makes the batch, which the schedule may run at once, and runs it to its end.</summary>
    private static async Task<JsonNode> RunAsync(FinanceHost host, JsonObject request)
    {
        (await SendAsync(host, "/api/posting-batches", request)).Ok();
        return (await SendAsync(host, $"/api/posting-batches/{Batch}/run")).Ok().Json;
    }

    private static Task<Answer> SendAsync(FinanceHost host, string path, JsonNode? body = null) =>
        host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, path, body);
}
