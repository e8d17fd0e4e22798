using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Journal;

/// <summary>Statuses of journals and lines: what is faulty is set aside with its reason, what waits waits, what is good is posted.</summary>
[TestClass]
public sealed class When_journals_are_posted
{
    private const string Journals = "ProjIntegrationJournals";
    private const string Lines = "ProjIntegrationJournalLines";
    private const string Accountant = "Finance.ProjectAccountant";

    [TestMethod]
    public async Task A_faulty_line_moves_to_a_journal_of_its_own_and_the_others_are_posted()
    {
        await using var host = await StartAsync();
        await SendAsync(host, Usd("good", 10m), Usd("travel", 20m, classification: FinanceSample.Expense, category: "Travel"), Usd("better", 30m));
        (await host.ImportAsync()).Ok();
        (await host.SetupAsync(Without("Project - expense offset"))).Ok();
        var posted = (await host.PostJournalsAsync()).Ok().Json;
        Assert.AreEqual(2, (int)posted["postedLines"]!);
        StringAssert.Contains(posted["messages"]!.ToJsonString(), JournalErrors.NoAccount.Code);
        CollectionAssert.AreEqual(new[] { "PIJ-000001 Posted 2", "PIJ-000002 Error 1" }, await JournalsAsync(host));
        var faulty = (await host.RowsAsync(Lines, "$filter=JournalId eq 'PIJ-000002'")).Single();
        Assert.AreEqual("Error 1 PIJ-000001", $"{faulty["Status"]} {faulty["LineNumber"]} {faulty["MovedFromJournalId"]}");
        StringAssert.StartsWith(
            (string)faulty["Fault"]!,
            $"{JournalErrors.NoAccount.Code}: No main account of USPM for posting type Project - expense offset."
        );
        Assert.AreEqual(0, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!, "A faulty journal waits for a person.");
        (await PostAsync(host, "PIJ-000002")).Refused(409, JournalErrors.Faulty);
        (await ResetAsync(host, "PIJ-000001")).Refused(409, JournalErrors.ResetOfPosted);

        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        Assert.AreEqual("Draft", (string?)(await ResetAsync(host, "PIJ-000002")).Ok().Json["status"]);
        Assert.AreEqual("Draft", (string?)(await ResetAsync(host, "PIJ-000002")).Ok().Json["status"]);
        Assert.IsNull((await host.RowsAsync(Lines, "$filter=JournalId eq 'PIJ-000002'")).Single()["Fault"]);
        Assert.AreEqual(1, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        CollectionAssert.AreEqual(new[] { "PIJ-000001 Posted 2", "PIJ-000002 Posted 1" }, await JournalsAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task One_that_fails_for_a_reason_of_finance_stops_no_other()
    {
        var failures = 1;
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(database, services => InterruptedStorage.Register(services, FailOnce));
        var setUp = FinanceSample.Setup();
        setUp["parameters"]![0]!["journalLineLimit"] = 1;
        (await host.SetupAsync(setUp)).Ok();
        await SendAsync(host, Usd("a", 10m), Usd("b", 20m));
        (await host.ImportAsync()).Ok();
        var posted = (await host.PostJournalsAsync()).Ok().Json;
        Assert.AreEqual(1, (int)posted["postedLines"]!);
        Assert.AreEqual(
            $"{JournalErrors.Failed.Code} journal PIJ-000001",
            $"{posted["messages"]!.AsArray().Single()!["code"]} {posted["messages"]![0]!["record"]}"
        );
        CollectionAssert.AreEqual(new[] { "PIJ-000001 Draft 1", "PIJ-000002 Posted 1" }, await JournalsAsync(host));
        Assert.AreEqual(1, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        CollectionAssert.AreEqual(new[] { "PIJ-000001 Posted 1", "PIJ-000002 Posted 1" }, await JournalsAsync(host));
        await host.BooksAgreeAsync();

        void FailOnce(object row)
        {
            if (row is LedgerVoucher { JournalId: "PIJ-000001" } && Interlocked.Exchange(ref failures, 0) == 1)
            {
                throw new InvalidOperationException("The posting fails half way.");
            }
        }
    }

    [TestMethod]
    public async Task A_journal_of_faulty_lines_only_becomes_the_journal_of_errors()
    {
        await using var host = await StartAsync();
        await SendAsync(host, Usd("a", 10m), Usd("b", 20m));
        (await host.ImportAsync()).Ok();
        (await host.SetupAsync(Without("Project - cost"))).Ok();
        Assert.AreEqual(0, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        CollectionAssert.AreEqual(new[] { "PIJ-000001 Error 2" }, await JournalsAsync(host));
        Assert.IsTrue((await host.RowsAsync(Lines)).TrueForAll(line => line["MovedFromJournalId"] is null && (string?)line["Status"] == "Error"));
    }

    [TestMethod]
    public async Task A_journal_left_in_process_is_taken_up_by_the_next_run_or_by_reset()
    {
        await using var host = await StartAsync();
        await SendAsync(host, Usd("a", 10m));
        (await host.ImportAsync()).Ok();
        var claim = host.Services.GetRequiredService<JournalClaim>();
        Assert.IsTrue(await claim.TakeAsync("USPM", "PIJ-000001", CancellationToken.None));
        CollectionAssert.AreEqual(new[] { "PIJ-000001 Processing 1" }, await JournalsAsync(host));
        (await host.SendAsync(Accountant, HttpMethod.Patch, Address("PIJ-000001", 1), new JsonObject { ["Dimensions"] = "" })).Refused(
            409,
            JournalErrors.LineInProcess
        );
        Assert.AreEqual("Draft", (string?)(await ResetAsync(host, "PIJ-000001")).Ok().Json["status"]);
        Assert.AreEqual("Draft", (string?)(await host.RowsAsync(Lines)).Single()["Status"]);
        Assert.IsTrue(await claim.TakeAsync("USPM", "PIJ-000001", CancellationToken.None));
        Assert.AreEqual(1, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        Assert.IsFalse(await claim.TakeAsync("USPM", "PIJ-000001", CancellationToken.None));
        CollectionAssert.AreEqual(new[] { "PIJ-000001 Posted 1" }, await JournalsAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_journal_that_cannot_be_posted_at_all_is_a_draft_again()
    {
        await using var host = await StartAsync();
        await SendAsync(host, Usd("a", 10m));
        (await host.ImportAsync()).Ok();
        var setUp = FinanceSample.Setup();
        setUp["numberSequences"]!.AsArray().RemoveAt(2);
        (await host.SetupAsync(setUp)).Ok();
        StringAssert.Contains((await host.PostJournalsAsync()).Ok().Text, SetupErrors.NoNumberSequence.Code);
        CollectionAssert.AreEqual(new[] { "PIJ-000001 Draft 1" }, await JournalsAsync(host));
    }

    [TestMethod]
    public async Task A_line_waits_as_a_draft_for_what_it_follows()
    {
        await using var host = await StartAsync();
        await SendAsync(host, Usd("back", -10m));
        (await host.SendRowsAsync("ProjTransactionRelationships", [FinanceSample.Connection("back", "Reversing", "first", "Original")])).Ok();
        (await host.ImportAsync()).Ok();
        StringAssert.Contains((await host.PostJournalsAsync()).Ok().Text, JournalErrors.Waits.Code);
        var waiting = (await host.RowsAsync(Lines)).Single();
        Assert.AreEqual("Draft", (string?)waiting["Status"]);
        StringAssert.StartsWith((string)waiting["Fault"]!, JournalErrors.Waits.Code);
        CollectionAssert.AreEqual(new[] { "PIJ-000001 Draft 1" }, await JournalsAsync(host));

        // What it follows comes in a later journal, and both are posted in one run.
        await SendAsync(host, Usd("first", 10m));
        (await host.ImportAsync()).Ok();
        Assert.AreEqual("[]", (await host.PostJournalsAsync()).Ok().Json["messages"]!.ToJsonString());
        CollectionAssert.AreEqual(new[] { "PIJ-000001 Posted 1", "PIJ-000002 Posted 1" }, await JournalsAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("itself")]
    [DataRow("another currency")]
    [DataRow("another kind")]
    [DataRow("reversed already")]
    [DataRow("unrecoverable itself")]
    public async Task A_line_whose_original_can_never_be_posted_can_only_be_deleted(string cause)
    {
        await using var host = await StartAsync();
        await SendAsync(
            host,
            Usd("first", 10m),
            Usd("back", -10m),
            FinanceSample.Actual("euro", "Cost", 10m, contract: "CON-EUR", project: "PRJ-EUR", currency: "EUR"),
            Usd("sold", 10m, type: "Sales"),
            Usd("again", -10m)
        );
        List<JsonObject> connections = [];
        connections.Add(
            FinanceSample.Connection(
                "back",
                "Reversing",
                cause switch
                {
                    "itself" => "back",
                    "another currency" => "euro",
                    "another kind" => "sold",
                    "unrecoverable itself" => "again",
                    _ => "first",
                },
                "Original"
            )
        );
        connections.Add(
            FinanceSample.Connection(
                "again",
                "Reversing",
                cause switch
                {
                    "unrecoverable itself" => "again",
                    _ => "first",
                },
                "Original"
            )
        );
        (await host.SendRowsAsync("ProjTransactionRelationships", connections)).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        var lost = await host.RowsAsync(Lines, "$filter=Status eq Microsoft.Dynamics.DataEntities.JournalStatus'Unrecoverable'");
        Assert.IsNotEmpty(lost, (await host.RowsAsync(Lines)).Aggregate(string.Empty, (text, line) => text + line.ToJsonString()));
        var line = lost[0];
        StringAssert.StartsWith((string)line["Fault"]!, JournalErrors.Hopeless.Code);
        var address = Address((string)line["JournalId"]!, (int)line["LineNumber"]!);
        (await host.SendAsync(Accountant, HttpMethod.Patch, address, new JsonObject { ["Dimensions"] = "" })).Refused(409, JournalErrors.LineHopeless);
        Assert.AreEqual(204, (await host.SendAsync(Accountant, HttpMethod.Delete, address, null)).Status);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Dimensions_that_an_account_needs_are_asked_for_again_at_posting()
    {
        await using var host = await StartAsync();
        await SendAsync(host, Usd("a", 10m));
        (await host.ImportAsync()).Ok();
        Assert.AreEqual(204, (await host.SendAsync(Accountant, HttpMethod.Patch, Address("PIJ-000001", 1), new JsonObject { ["Dimensions"] = "" })).Status);
        var setUp = FinanceSample.Setup();
        setUp["dimensions"]![0]!["requiredFor"]!.AsArray().Add("Project - cost");
        (await host.SetupAsync(setUp)).Ok();
        StringAssert.Contains((await host.PostJournalsAsync()).Ok().Text, LedgerErrors.MissingDimension.Code);
        Assert.AreEqual(
            204,
            (await host.SendAsync(Accountant, HttpMethod.Patch, Address("PIJ-000001", 1), new JsonObject { ["Dimensions"] = "department=025" })).Status
        );
        (await ResetAsync(host, "PIJ-000001")).Ok();
        Assert.AreEqual(1, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        Assert.IsTrue((await host.RowsAsync("GeneralJournalAccountEntries")).TrueForAll(entry => (string?)entry["Dimensions"] == "Department=025"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_account_structure_of_today_stops_a_line_that_was_imported_before_it()
    {
        await using var host = await StartAsync();
        await SendAsync(host, Usd("a", 10m));
        (await host.ImportAsync()).Ok();
        var cost = (string)
            FinanceSample.Setup()["ledgerPosting"]!.AsArray().Single(posting => (string?)posting!["postingType"] == "Project - cost")!["account"]!;
        var structure = new JsonObject
        {
            ["Name"] = "Cost",
            ["Accounts"] = new JsonArray(cost),
            ["Dimensions"] = new JsonArray(
                new JsonObject
                {
                    ["Name"] = "Department",
                    ["Required"] = true,
                    ["Values"] = new JsonArray("024"),
                }
            ),
        };
        (await host.SendAsync("Finance.Administrator", HttpMethod.Post, "/data/AccountStructures", structure)).Ok();
        StringAssert.Contains(
            (await host.PostJournalsAsync()).Ok().Text,
            $"Main account {cost} (account structure Cost) does not take 025 as dimension Department, but 024."
        );
        Assert.IsEmpty(await host.RowsAsync("GeneralJournalAccountEntries"));
        StringAssert.StartsWith((string)(await host.RowsAsync("ProjIntegrationJournalLines")).Single()["Fault"]!, LedgerErrors.StructureRefusesValue.Code);
        (await host.SendAsync(Accountant, HttpMethod.Patch, Address("PIJ-000001", 1), new JsonObject { ["Dimensions"] = "Department=024" })).Ok();
        (await ResetAsync(host, "PIJ-000001")).Ok();
        Assert.AreEqual(1, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_closed_period_moves_the_accounting_date_where_the_parameter_says_so()
    {
        await using var host = await StartAsync();
        await SendAsync(host, Usd("a", 10m));
        (await host.ImportAsync()).Ok();
        var setUp = FinanceSample.Setup();
        setUp["fiscalPeriods"]![1]!["status"] = "Closed";
        setUp["parameters"]![0]!["setAccountingDateToOpenPeriod"] = false;
        (await host.SetupAsync(setUp)).Ok();
        var refused = (await host.PostJournalsAsync()).Ok().Text;
        StringAssert.Contains(refused, JournalErrors.PeriodNotOpen.Code);
        StringAssert.Contains(refused, "2026-11-01");
        setUp["parameters"]![0]!["setAccountingDateToOpenPeriod"] = true;
        (await host.SetupAsync(setUp)).Ok();
        (await ResetAsync(host, "PIJ-000001")).Ok();
        Assert.AreEqual(1, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        Assert.AreEqual("2026-11-01", (string?)(await host.RowsAsync(Lines)).Single()["AccountingDate"]);
        Assert.IsTrue((await host.RowsAsync("GeneralJournalAccountEntries")).TrueForAll(entry => (string?)entry["AccountingDate"] == "2026-11-01"));
    }

    private static JsonObject Usd(
        string name,
        decimal amount,
        string type = "Cost",
        long classification = FinanceSample.Time,
        string category = "Consulting"
    ) => FinanceSample.Actual(name, type, amount, classification, "CON-USD", "PRJ-USD", "USD", category: category);

    private static JsonObject Without(string postingType)
    {
        var setUp = FinanceSample.Setup();
        var posting = setUp["ledgerPosting"]!.AsArray();
        posting.Remove(posting.Single(row => (string?)row!["postingType"] == postingType));
        return setUp;
    }

    private static string Address(string journal, int line) => $"/data/{Lines}(dataAreaId='USPM',JournalId='{journal}',LineNumber={line})?cross-company=true";

    private static Task<Answer> ResetAsync(FinanceHost host, string journal) =>
        host.SendAsync(Accountant, HttpMethod.Post, $"/api/journals/USPM/{journal}/reset", null);

    private static Task<Answer> PostAsync(FinanceHost host, string journal) =>
        host.SendAsync(Accountant, HttpMethod.Post, "/api/journals/post", new JsonObject { ["company"] = "USPM", ["journal"] = journal });

    private static async Task<List<string>> JournalsAsync(FinanceHost host) =>
        (await host.RowsAsync(Journals, "$orderby=JournalId")).ConvertAll(row => $"{row["JournalId"]} {row["Status"]} {row["LineCount"]}");

    private static async Task SendAsync(FinanceHost host, params JsonObject[] rows) => (await host.SendRowsAsync("ProjActualsImports", rows)).Ok();

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
