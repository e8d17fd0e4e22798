using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

/// <summary>Names come from outside. Each may stand in every address that holds one, percent-encoded as RFC 3986 has it.</summary>
[TestClass]
public sealed class When_names_hold_any_character
{
    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("2026/1001")]
    [DataRow("50%")]
    [DataRow("a%2Fb")]
    [DataRow("a+b c")]
    [DataRow("a#b?c&d=e")]
    [DataRow("O'Brien \"x\"")]
    [DataRow("(a),b;c:d@e")]
    [DataRow("Grüße 発注 Ωμέγα")]
    [DataRow("..\\a|b~c")]
    public async Task Every_address_takes_it(string name)
    {
        await using var host = await FinanceHost.StartAsync();
        await SetupAsync(host);
        var path = Uri.EscapeDataString(name);
        var key = Uri.EscapeDataString(name.Replace("'", "''", StringComparison.Ordinal));

        await new TestInvoice(name).Cost("cost", 5m).Line("line", 100m).SendAsync(host);
        (await host.ImportAsync()).Ok();
        var journal = (string)(await host.RowsAsync("ProjIntegrationJournals")).First()["JournalId"]!;
        StringAssert.Contains(journal, "/%");
        (await host.GetAsync($"/data/ProjIntegrationJournals(dataAreaId='USPM',JournalId='{Uri.EscapeDataString(journal)}')?cross-company=true")).Ok();
        var reset = await host.SendAsync("Finance.ProjectAccountant", HttpMethod.Post, $"/api/journals/USPM/{Uri.EscapeDataString(journal)}/reset", null);
        Assert.AreEqual(journal, (string?)reset.Ok().Json["journal"]);
        await TestInvoice.ReadyAsync(host);

        Assert.AreEqual(
            name,
            (string?)
                (await host.GetAsync($"/data/ProjInvoiceProposals(dataAreaId='USPM',InvoiceProposalId='{key}')?cross-company=true")).Ok().Json[
                    "InvoiceProposalId"
                ]
        );
        Assert.HasCount(1, await host.RowsAsync("ProjInvoiceProposals", $"$filter=InvoiceProposalId eq '{key}'"));
        (await ChangeAsync(host, $"ProjInvoiceProposals(dataAreaId='USPM',InvoiceProposalId='{key}')", new JsonObject { ["InvoiceDate"] = "2026-09-29" })).Ok();
        (await host.GetAsync($"/data/ProjInvoiceProposalLines(dataAreaId='USPM',InvoiceProposalId='{key}',LineNumber=1)?cross-company=true")).Ok();
        (await host.GetAsync($"/api/proposals/USPM/{path}/review")).Ok();
        (await host.GetAsync($"/api/proposals/USPM/{path}/pro-forma?format=html")).Ok();
        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, $"/api/proposals/USPM/{path}/delete-lines", null)).Ok();
        (await host.ImportAsync()).Ok();
        var posted = (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, $"/api/proposals/USPM/{path}/post", new JsonObject())).Ok().Json;
        var number = Uri.EscapeDataString((string)posted["customerInvoiceNumber"]!);
        (await host.GetAsync($"/api/invoices/USPM/{number}")).Ok();
        (await host.GetAsync($"/data/ProjInvoices(dataAreaId='USPM',ProjInvoiceId='{number}')?cross-company=true")).Ok();
        Assert.AreEqual(name, (string?)(await host.GetAsync($"/api/outbox/parts?record={path}")).Ok().Json.AsArray().Single()!["record"]);
    }

    [TestMethod]
    [DataRow("2026/1001")]
    [DataRow("a%2Fb")]
    [DataRow("50% + # ? & O'Brien")]
    [DataRow("Grüße 発注")]
    public async Task Records_of_the_set_up_and_milestones_take_it(string name)
    {
        await using var host = await FinanceHost.StartAsync();
        await SetupAsync(host);
        var key = Uri.EscapeDataString(name.Replace("'", "''", StringComparison.Ordinal));
        var account = $"/data/MainAccounts(Number='{key}')";
        (await host.SendAsync("Finance.Administrator", HttpMethod.Post, "/data/MainAccounts", new JsonObject { ["Number"] = name, ["Name"] = "Any" })).Ok();
        Assert.AreEqual(name, (string?)(await host.GetAsync(account)).Ok().Json["Number"]);
        (await host.SendAsync("Finance.Administrator", HttpMethod.Patch, account, new JsonObject { ["Name"] = "Other" })).Ok();
        (await host.SendAsync("Finance.Administrator", HttpMethod.Delete, account, null)).Ok();
        (await host.GetAsync(account)).Refused(404, EditableSetErrors.UnknownRecord);

        (await host.SendRowAsync("ProjectContractLineMilestones", FinanceSample.ContractMilestone(name, 10m))).Ok();
        var milestone = $"/data/ProjectContractLineMilestones(dataAreaId='USPM',ContractLineMilestoneIdentifier='{key}')?cross-company=true";
        (await host.GetAsync(milestone)).Ok();
        (await host.SendAsync("Finance.Integration", HttpMethod.Delete, milestone, null)).Ok();
    }

    private static Task<Answer> ChangeAsync(FinanceHost host, string address, JsonObject change) =>
        host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Patch, $"/data/{address}?cross-company=true", change);

    private static async Task SetupAsync(FinanceHost host)
    {
        var setUp = FinanceSample.Setup();
        var sequences = setUp["numberSequences"]!.AsArray();
        if (!sequences.Any(sequence => (string)sequence!["reference"]! == "Integration journal"))
        {
            sequences.Add(
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["reference"] = "Integration journal",
                    ["format"] = "J/%+&?'####",
                    ["next"] = 1,
                    ["continuous"] = false,
                }
            );
        }

        for (var index = 0; index < sequences.Count; index++)
        {
            sequences[index]!["format"] = $"{index}/%+&?####";
        }

        (await host.SetupAsync(setUp)).Ok();
    }
}
