using System.Text.Json.Nodes;
using Finance.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Finance.Tests.Identity;

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
            restored.Differences = "USPM INV-000005: customer invoice numbers have a gap between INV-000001 and INV-000005.";
            await Invoice("PF-5").SendAsync(restored);
            (await restored.ImportAsync()).Refused(409, "PINV4252");
            (await restored.PostProposalAsync("PF-1")).Refused(409, "PINV4252");
            (await restored.PostJournalsAsync()).Refused(409, "PINV4252");
            StringAssert.Contains((await restored.GetAsync("/health/ready", string.Empty)).Ok().Text, "PINV4252");
            var state = (await restored.GetAsync("/api/identity")).Ok().Json;
            Assert.IsFalse((bool)state["posts"]!);
            Assert.AreEqual("1 here, 4 told", Lost(state, "Customer invoice"));
            Assert.AreEqual("1 here, 4 told", Lost(state, "Integration journal"), "Cost and unbilled sales count.");

            (await restored.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/identity/raise", null)).Refused(403, "PINV4402");
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
    [DataRow("a page")]
    [DataRow("an error")]
    [DataRow("other books")]
    [DataRow("a redirect")]
    [DataRow("nothing")]
    public async Task Nothing_is_numbered_before_the_connector_has_answered(string instead)
    {
        await using var connector = await RememberingConnector.StartAsync();
        connector.Instead = () => instead switch
        {
            "a page" => Results.Content("<html>Sign in</html>", "text/html"),
            "an error" => Results.StatusCode(StatusCodes.Status502BadGateway),
            "other books" => Results.Json(new { source = Guid.NewGuid(), generation = 0, numbers = Array.Empty<object>() }),
            "a redirect" => Results.Redirect("/elsewhere"),
            _ => Results.NotFound(),
        };
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(database, connector);
        await Invoice("PF-1").SendAsync(host);
        (await host.ImportAsync()).Refused(503, "PINV4251");
        connector.Instead = null;
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();
    }

    [TestMethod]
    public async Task A_connector_of_other_books_is_named_in_its_own_words()
    {
        await using var connector = await RememberingConnector.StartAsync();
        connector.Instead = () => Results.Json(new { error = new { code = "PINV3999", message = "It works for the books of Milan." } }, statusCode: StatusCodes.Status409Conflict);
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await StartAsync(database, connector);
        var refused = await host.ImportAsync();
        refused.Refused(409, "PINV4253");
        StringAssert.Contains(refused.Text, "It works for the books of Milan.");
    }

    private static TestInvoice Invoice(string name) => new TestInvoice(name).Cost($"{name} cost", 40m).Line($"{name} line", 100m);

    private static async Task<FinanceHost> StartAsync(TestDatabase database, RememberingConnector connector)
    {
        var host = await FinanceHost.StartOnAsync(database, null, connector.Arguments);
        (await host.SetUpAsync(FinanceSample.SetUp())).Ok();
        return host;
    }

    private static List<JsonNode> Invoices(IEnumerable<JsonNode> parts) => [.. parts.Where(part => (string?)part["kind"] == "Invoice")];

    private static string? Lost(JsonNode state, string reference) => state["lost"]!.AsArray().Where(lost => (string)lost!["reference"]! == reference).Select(lost => $"{lost!["given"]} here, {lost["told"]} told").SingleOrDefault();
}
