using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Journal;

[TestClass]
public sealed class When_journal_lines_are_edited
{
    private const string Lines = "ProjIntegrationJournalLines";
    private const string Accountant = "Finance.ProjectAccountant";

    [TestMethod]
    public async Task Dimensions_are_spelled_and_ordered_as_set_up_has_them()
    {
        await using var host = await StartAsync();
        Assert.AreEqual(204, (await PatchAsync(host, 1, """{"Dimensions":"site=NORTH; department=024"}""")).Status);
        var line = (await host.RowsAsync(Lines, "$filter=LineNumber eq 1")).Single();
        Assert.AreEqual("Department=024;Site=North", (string?)line["Dimensions"]);
        (await host.PostJournalsAsync()).Ok();
        var entries = await host.RowsAsync("GeneralJournalAccountEntries", $"$filter=ActualId eq {line["ActualId"]}");
        Assert.IsTrue(entries.TrueForAll(entry => (string?)entry["Dimensions"] == "Department=024;Site=North"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("""{"Dimensions":"Color=red"}""", typeof(LedgerErrors), nameof(LedgerErrors.UnreadableDimensions), "Color=red")]
    [DataRow("""{"Dimensions":"Department=999"}""", typeof(LedgerErrors), nameof(LedgerErrors.UnreadableDimensions), "999")]
    [DataRow("""{"Dimensions":"Department=024;Department=025"}""", typeof(LedgerErrors), nameof(LedgerErrors.UnreadableDimensions), "twice")]
    [DataRow("""{"ItemSalesTaxGroup":"XX"}""", typeof(SalesTaxErrors), nameof(SalesTaxErrors.UnknownItemGroup), "XX")]
    [DataRow("""{"Amount":5}""", typeof(EditableSetErrors), nameof(EditableSetErrors.NotEditable), "Amount")]
    [DataRow("""{"Status":"Posted"}""", typeof(EditableSetErrors), nameof(EditableSetErrors.NotEditable), "Status")]
    public async Task What_is_unknown_or_not_editable_is_refused_by_name(string change, Type catalogue, string entry, string names)
    {
        await using var host = await StartAsync();
        var refused = await PatchAsync(host, 1, change);
        refused.Refused(400, Entry.Of(catalogue, entry));
        StringAssert.Contains(refused.Text, names);
    }

    [TestMethod]
    public async Task A_posted_line_is_neither_changed_nor_deleted()
    {
        await using var host = await StartAsync();
        (await host.PostJournalsAsync()).Ok();
        (await PatchAsync(host, 1, """{"Dimensions":""}""")).Refused(409, JournalErrors.LinePosted);
        (await DeleteAsync(host, 1)).Refused(409, JournalErrors.LinePosted);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_deleted_line_comes_back_with_the_next_import_and_an_empty_journal_goes()
    {
        await using var host = await StartAsync();
        Assert.AreEqual(204, (await DeleteAsync(host, 1)).Status);
        Assert.AreEqual(1, (int)(await host.RowsAsync("ProjIntegrationJournals")).Single()["LineCount"]!);
        (await DeleteAsync(host, 1)).Refused(404, EditableSetErrors.UnknownRecord);
        Assert.AreEqual(204, (await DeleteAsync(host, 2)).Status);
        Assert.IsEmpty(await host.RowsAsync("ProjIntegrationJournals"));
        Assert.AreEqual(2, (int)(await host.ImportAsync()).Ok().Json["journalLines"]!);
        Assert.AreEqual(2, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        Assert.HasCount(2, await host.RowsAsync("ProjTransactions"));
        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Delete, Address(1), null)).Refused(403, ApiErrors.RoleMissing);
        await host.BooksAgreeAsync();
    }

    private static string Address(int line) => $"/data/{Lines}(dataAreaId='USPM',JournalId='PIJ-000001',LineNumber={line})?cross-company=true";

    private static Task<Answer> PatchAsync(FinanceHost host, int line, string change) =>
        host.SendTextAsync(Accountant, HttpMethod.Patch, Address(line), change);

    private static Task<Answer> DeleteAsync(FinanceHost host, int line) => host.SendAsync(Accountant, HttpMethod.Delete, Address(line), null);

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["dimensions"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["name"] = "Site",
                    ["values"] = new JsonArray("North"),
                }
            );
        (await host.SetupAsync(setUp)).Ok();
        (
            await host.SendRowsAsync(
                "ProjActualsImports",
                [
                    FinanceSample.Actual("a", "Cost", 10m, contract: "CON-USD", project: "PRJ-USD", currency: "USD"),
                    FinanceSample.Actual("b", "Sales", 20m, contract: "CON-USD", project: "PRJ-USD", currency: "USD"),
                ]
            )
        ).Ok();
        (await host.ImportAsync()).Ok();
        return host;
    }
}
