using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Outbox;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Identity;

[TestClass]
public sealed class When_books_come_from_an_older_backup
{
    [TestMethod]
    public async Task No_number_and_no_event_id_is_given_twice()
    {
        await using var connector = await RememberingConnector.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using (var host = await StartAsync(database, connector))
        {
            await Invoice("PF-1").PostAsync(host);
            await connector.WaitForAsync(parts => Invoices(parts).Count == 1);
        }

        // A copy in PostgreSQL needs a database without connections.
        await using var backup = await database.ForkAsync();
        await using (var host = await StartAsync(database, connector))
        {
            await Invoice("PF-2").PostAsync(host);
            await Invoice("PF-3").PostAsync(host);
            await Invoice("PF-4").PostAsync(host);
            await connector.WaitForAsync(parts => Invoices(parts).Count == 4);
        }

        await using (var restored = await FinanceHost.StartOnAsync(backup, null, connector.Arguments))
        {
            await Invoice("PF-5").SendAsync(restored);
            (await restored.ImportAsync()).Refused(409, IdentityErrors.OlderBackup);
            (await restored.PostProposalAsync("PF-1")).Refused(409, IdentityErrors.OlderBackup);
            (await restored.PostJournalsAsync()).Refused(409, IdentityErrors.OlderBackup);
            StringAssert.Contains((await restored.GetAsync("/health/ready", string.Empty)).Ok().Text, IdentityErrors.OlderBackup.Code);
            var state = (await restored.GetAsync("/api/identity")).Ok().Json;
            Assert.IsFalse((bool)state["posts"]!);
            Assert.AreEqual("1 here, 4 told", Lost(state, "Customer invoice"));
            Assert.AreEqual("1 here, 4 told", Lost(state, "Integration journal"), "Cost and unbilled sales count.");

            (await restored.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/identity/raise", null)).Refused(403, ApiErrors.RoleMissing);
            var raised = (await restored.SendAsync("Finance.Administrator", HttpMethod.Post, "/api/identity/raise", null)).Ok().Json;
            Assert.IsTrue((bool)raised["posts"]!);
            Assert.AreEqual(2, (int)raised["generation"]!);
            await TestInvoice.ReadyAsync(restored);
            Assert.AreEqual("INV-000005", (string?)(await restored.PostProposalAsync("PF-5")).Ok().Json["customerInvoiceNumber"]);

            // What was lost comes again under the same name, with other content.
            await Invoice("PF-4").PostAsync(restored);
            await connector.WaitForAsync(parts => Invoices(parts).Count == 6);
            Assert.IsFalse((await restored.GetAsync("/health/ready", string.Empty)).Ok().Text.Contains("PINV", StringComparison.Ordinal));
        }

        var told = connector.Received.ToList();
        CollectionAssert.AllItemsAreUnique(Invoices(told).ConvertAll(part => (string)part["customerInvoiceNumber"]!));
        CollectionAssert.AllItemsAreUnique(told.ConvertAll(part => (string)part["eventId"]!));
        CollectionAssert.AllItemsAreUnique(told.SelectMany(part => part["lines"]!.AsArray().Select(line => (string)line!["voucher"]!).Distinct()).ToList());
        Assert.HasCount(1, told.Select(part => (string)part["source"]!).Distinct());
    }

    [TestMethod]
    public async Task Numbers_lost_are_explained_and_the_invoice_that_the_customer_holds_is_posted_under_its_number()
    {
        await using var connector = await RememberingConnector.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var backup = await LoseAsync(database, connector, "PF-2", "PF-3");
        await using var restored = await FinanceHost.StartOnAsync(backup, null, connector.Arguments);
        var state = (await restored.SendAsync("Finance.Administrator", HttpMethod.Post, "/api/identity/raise", null)).Ok().Json;
        var lost = state["lostInRestores"]!.AsArray().Single(range => (string)range!["reference"]! == "Customer invoice")!;
        Assert.AreEqual((2, 3, 2), ((int)lost["first"]!, (int)lost["last"]!, (int)lost["generation"]!));
        Assert.AreNotEqual(string.Empty, (string)lost["raisedBy"]!);

        await Invoice("PF-2").SendAsync(restored);
        await Invoice("PF-3").SendAsync(restored);
        await TestInvoice.ReadyAsync(restored);
        Assert.AreEqual("INV-000003", (string?)(await PostUnderAsync(restored, "PF-3", "INV-000003")).Ok().Json["customerInvoiceNumber"]);
        foreach (var number in new[] { "INV-000003", "INV-000001", "INV-000004", "INV-3", "X" })
        {
            (await PostUnderAsync(restored, "PF-2", number)).Refused(409, PostingErrors.NumberNotLost);
        }

        Assert.AreEqual("INV-000004", (string?)(await restored.PostProposalAsync("PF-2")).Ok().Json["customerInvoiceNumber"]);
        await connector.WaitForAsync(parts => Invoices(parts).Count == 5);
        Assert.AreEqual("INV-000003", (string?)Invoices(connector.Received).Last(part => (string?)part["proposal"] == "PF-3")["customerInvoiceNumber"]);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("2026-09-19", nameof(PostingErrors.DatedBefore))]
    [DataRow("2026-09-20", null)]
    [DataRow("2026-09-21", nameof(PostingErrors.DatedAfter))]
    public async Task Under_its_old_number_an_invoice_is_dated_between_its_neighbors(string date, string? refusal)
    {
        await using var connector = await RememberingConnector.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var backup = await LoseAsync(database, connector, "PF-2");
        await using var restored = await FinanceHost.StartOnAsync(backup, null, connector.Arguments);
        (await restored.SetupAsync(Chronological())).Ok();
        (await restored.SendAsync("Finance.Administrator", HttpMethod.Post, "/api/identity/raise", null)).Ok();
        await Invoice("PF-3").PostAsync(restored);
        await Invoice("PF-2").SendAsync(restored);
        await TestInvoice.ReadyAsync(restored);

        var answer = await PostUnderAsync(restored, "PF-2", "INV-000002", date);

        if (refusal is null)
        {
            answer.Ok();
            return;
        }

        answer.Refused(409, Entry.Of(typeof(PostingErrors), refusal));
    }

    [TestMethod]
    public async Task A_new_connector_that_found_higher_numbers_recorded_is_told_from_one_that_found_those_of_the_books()
    {
        await using var connector = await RememberingConnector.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(database, connector);
        await Invoice("PF-1").PostAsync(host);
        var source = (Guid)(await host.GetAsync("/api/identity")).Ok().Json["source"]!;
        connector.Instead = () =>
            Recorded(
                source,
                ("USPM", "CustomerInvoice", "INV-000001"),
                ("USMF", "CustomerInvoice", "INV-000900"),
                ("USPM", "CustomerInvoice", "OLD-000900"),
                ("USPM", "Voucher", "INV-V-000001")
            );
        Assert.IsTrue((bool)(await host.GetAsync("/api/identity")).Ok().Json["posts"]!);

        connector.Instead = () => Recorded(source, ("uspm", "CustomerInvoice", "INV-000007"), ("", "Voucher", "INV-V-000009"));

        var state = (await host.GetAsync("/api/identity")).Ok().Json;
        Assert.AreEqual(IdentityErrors.OlderBackup.Code, (string?)state["code"]);
        Assert.AreEqual(("1 here, 7 told", "1 here, 9 told"), (Lost(state, "Customer invoice"), Lost(state, "Invoice voucher")));
        Assert.IsTrue((bool)(await host.SendAsync("Finance.Administrator", HttpMethod.Post, "/api/identity/raise", null)).Ok().Json["posts"]!);
        await Invoice("PF-2").SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        Assert.AreEqual("INV-000008", (string?)(await host.PostProposalAsync("PF-2")).Ok().Json["customerInvoiceNumber"]);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(0)]
    [DataRow(1)]
    public async Task What_the_connector_has_forgotten_is_sent_again_and_nothing_else(int remembered)
    {
        await using var connector = await RememberingConnector.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using (var host = await StartAsync(database, connector))
        {
            await Invoice("PF-1").PostAsync(host);
            await connector.WaitForAsync(parts => Invoices(parts).Count == 1);
        }

        var first = connector.Received.ToList();
        await using (var host = await StartAsync(database, connector))
        {
            await Invoice("PF-2").PostAsync(host);
            await connector.WaitForAsync(parts => Invoices(parts).Count == 2);
            await Waiting.UntilAsync(async () => (int)(await host.GetAsync("/api/outbox")).Ok().Json["pending"]! == 0);
        }

        var all = connector.Received.ToList();
        connector.Received.Clear();
        first.Take(remembered == 0 ? 0 : first.Count).ToList().ForEach(connector.Received.Enqueue);

        await using var again = await StartAsync(database, connector);
        await connector.WaitForAsync(parts => parts.Count == all.Count);
        CollectionAssert.AreEquivalent(all.ConvertAll(part => part.ToJsonString()), connector.Received.Select(part => part.ToJsonString()).ToList());
        await Waiting.UntilAsync(async () => (int)(await again.GetAsync("/api/outbox")).Ok().Json["pending"]! == 0);
        Assert.HasCount(all.Count, connector.Received);
    }

    [TestMethod]
    public async Task What_the_connector_forgets_while_finance_runs_is_sent_again_too()
    {
        await using var connector = await RememberingConnector.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(database, connector);
        await Invoice("PF-1").PostAsync(host);
        await connector.WaitForAsync(parts => Invoices(parts).Count == 1);
        await Waiting.UntilAsync(async () => (int)(await host.GetAsync("/api/outbox")).Ok().Json["pending"]! == 0);
        var all = connector.Received.ToList();
        connector.Received.Clear();

        await host.Services.GetRequiredService<PostingGate>().TryAsync(CancellationToken.None);

        await connector.WaitForAsync(parts => parts.Count == all.Count);
        CollectionAssert.AreEquivalent(all.ConvertAll(part => part.ToJsonString()), connector.Received.Select(part => part.ToJsonString()).ToList());
    }

    [TestMethod]
    public async Task What_the_connector_has_forgotten_is_sent_again_once_where_it_is_asked_from_two_places()
    {
        await using var connector = await RememberingConnector.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(database, connector);
        await Invoice("PF-1").PostAsync(host);
        await connector.WaitForAsync(parts => Invoices(parts).Count == 1);
        await Waiting.UntilAsync(async () => (int)(await host.GetAsync("/api/outbox")).Ok().Json["pending"]! == 0);
        var all = connector.Received.Count;
        connector.Received.Clear();
        var gate = host.Services.GetRequiredService<PostingGate>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => gate.TryAsync(CancellationToken.None))));

        await Waiting.UntilAsync(async () => (int)(await host.GetAsync("/api/outbox")).Ok().Json["pending"]! == 0);
        Assert.HasCount(all, connector.Received);
    }

    [TestMethod]
    public async Task The_connector_is_asked_as_for_a_start_until_it_has_answered_and_then_again()
    {
        await using var connector = await RememberingConnector.StartAsync();
        connector.Instead = () => Results.StatusCode(StatusCodes.Status502BadGateway);
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(database, connector);
        var gate = host.Services.GetRequiredService<PostingGate>();
        await gate.TryAsync(CancellationToken.None);
        Assert.DoesNotContain(true, connector.Asked);

        var asked = connector.Asked.Count;
        connector.Instead = null;
        await gate.TryAsync(CancellationToken.None);
        Assert.IsFalse(connector.Asked.ElementAt(asked));

        await gate.TryAsync(CancellationToken.None);
        Assert.IsTrue(connector.Asked.Last());
    }

    [TestMethod]
    public async Task Posting_goes_on_while_the_connector_is_away_and_stops_where_it_contradicts()
    {
        await using var connector = await RememberingConnector.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(database, connector);
        var gate = host.Services.GetRequiredService<PostingGate>();
        await Invoice("PF-1").PostAsync(host);
        connector.Instead = () => Results.StatusCode(StatusCodes.Status502BadGateway);

        await gate.TryAsync(CancellationToken.None);

        await Invoice("PF-2").PostAsync(host);
        connector.Instead = () =>
            Results.Json(new { error = new { code = "PINV3999", message = "It works for the books of Milan." } }, statusCode: StatusCodes.Status409Conflict);

        await gate.TryAsync(CancellationToken.None);

        (await host.ImportAsync()).Refused(409, OutboxErrors.OtherBooks);
    }

    [TestMethod]
    public async Task Raising_where_nothing_is_lost_changes_nothing()
    {
        await using var connector = await RememberingConnector.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(database, connector);
        await Invoice("PF-1").PostAsync(host);
        await connector.WaitForAsync(parts => Invoices(parts).Count == 1);
        Assert.AreEqual(1, (int)(await host.SendAsync("Finance.Administrator", HttpMethod.Post, "/api/identity/raise", null)).Ok().Json["generation"]!);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("a page")]
    [DataRow("an error")]
    [DataRow("other books")]
    [DataRow("a redirect")]
    [DataRow("nothing")]
    public async Task Nothing_is_numbered_before_the_connector_has_answered(string instead)
    {
        await using var connector = await RememberingConnector.StartAsync();
        connector.Instead = () =>
            instead switch
            {
                "a page" => Results.Content("<html>Sign in</html>", "text/html"),
                "an error" => Results.StatusCode(StatusCodes.Status502BadGateway),
                "other books" => Results.Json(
                    new
                    {
                        source = Guid.NewGuid(),
                        generation = 0,
                        numbers = Array.Empty<object>(),
                    }
                ),
                "a redirect" => Results.Redirect("/elsewhere"),
                _ => Results.NotFound(),
            };
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(database, connector);
        await Invoice("PF-1").SendAsync(host);
        (await host.ImportAsync()).Refused(503, OutboxErrors.Unanswered);
        connector.Instead = null;
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();
    }

    [TestMethod]
    public async Task A_connector_of_other_books_is_named_in_its_own_words()
    {
        await using var connector = await RememberingConnector.StartAsync();
        connector.Instead = () =>
            Results.Json(new { error = new { code = "PINV3999", message = "It works for the books of Milan." } }, statusCode: StatusCodes.Status409Conflict);
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(database, connector);
        var refused = await host.ImportAsync();
        refused.Refused(409, OutboxErrors.OtherBooks);
        StringAssert.Contains(refused.Text, "It works for the books of Milan.");
    }

    private static TestInvoice Invoice(string name) => new TestInvoice(name, invoiceDate: "2026-09-20").Cost($"{name} cost", 40m).Line($"{name} line", 100m);

    private static async Task<FinanceHost> StartAsync(TestDatabase database, RememberingConnector connector)
    {
        var host = await FinanceHost.StartOnAsync(database, null, connector.Arguments);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }

    /// <summary>The books as they were before these invoices were posted.</summary>
    private static async Task<TestDatabase> LoseAsync(TestDatabase database, RememberingConnector connector, params string[] invoices)
    {
        await using (var host = await StartAsync(database, connector))
        {
            await Invoice("PF-1").PostAsync(host);
            await connector.WaitForAsync(parts => Invoices(parts).Count == 1);
        }

        var backup = await database.ForkAsync();
        await using (var host = await StartAsync(database, connector))
        {
            foreach (var invoice in invoices)
            {
                await Invoice(invoice).PostAsync(host);
            }

            await connector.WaitForAsync(parts => Invoices(parts).Count == 1 + invoices.Length);
        }

        return backup;
    }

    private static Task<Answer> PostUnderAsync(FinanceHost host, string proposal, string number, string? date = null) =>
        host.SendAsync(
            "Finance.ReceivablesClerk",
            HttpMethod.Post,
            $"/api/proposals/USPM/{proposal}/post",
            new JsonObject { ["invoiceDate"] = date, ["customerInvoiceNumber"] = number }
        );

    private static IResult Recorded(Guid source, params (string Company, string Document, string Number)[] recorded) =>
        Results.Json(
            new
            {
                source,
                generation = 0,
                numbers = Array.Empty<object>(),
                recorded = recorded.Select(number => new
                {
                    company = number.Company,
                    document = number.Document,
                    number = number.Number,
                }),
            }
        );

    private static JsonObject Chronological()
    {
        var setUp = FinanceSample.Setup();
        setUp["numberSequences"]!
            .AsArray()
            .Single(sequence => (string?)sequence!["company"] == "USPM" && (string?)sequence["reference"] == "Customer invoice")!["chronological"] = true;
        return setUp;
    }

    private static List<JsonNode> Invoices(IEnumerable<JsonNode> parts) => [.. parts.Where(part => (string?)part["kind"] == "Invoice")];

    private static string? Lost(JsonNode state, string reference) =>
        state["lost"]!
            .AsArray()
            .Where(lost => (string)lost!["reference"]! == reference)
            .Select(lost => $"{lost!["given"]} here, {lost["told"]} told")
            .SingleOrDefault();
}
