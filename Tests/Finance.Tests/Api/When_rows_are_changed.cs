using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

/// <summary>PATCH and DELETE below /data with ETags, keys, companies and change sets.</summary>
[TestClass]
public sealed class When_rows_are_changed
{
    private const string Lines = "ProjIntegrationJournalLines";
    private const string Accountant = "Finance.ProjectAccountant";

    [TestMethod]
    public async Task A_row_carries_an_etag_and_only_its_latest_one_is_taken()
    {
        await using var host = await StartAsync();
        var line = (await host.RowsAsync(Lines, "$filter=LineNumber eq 1&$select=LineNumber")).Single();
        var version = (string)line["@odata.etag"]!;
        StringAssert.StartsWith(version, "W/\"");
        Assert.IsNull(line["Amount"]);
        Assert.AreEqual(version, (string?)(await host.GetAsync(Address(line: 1))).Ok().Json["@odata.etag"]);
        var change = new JsonObject { ["SalesTaxGroup"] = "UK" };
        Assert.AreEqual(204, (await host.SendAsync(Accountant, HttpMethod.Patch, Address(1), change, version)).Status);
        var stale = await host.SendAsync(Accountant, HttpMethod.Patch, Address(1), new JsonObject { ["SalesTaxGroup"] = null }, version);
        stale.Refused(412, EditableSetErrors.OtherVersion);
        StringAssert.Contains((string)stale.Json["error"]!["innererror"]!["message"]!, "An update conflict occurred due to another user process");
        Assert.AreEqual("UK", (string?)(await host.GetAsync(Address(1))).Ok().Json["SalesTaxGroup"]);
        Assert.AreEqual(204, (await host.SendAsync(Accountant, HttpMethod.Patch, Address(1), new JsonObject { ["SalesTaxGroup"] = "" }, "*")).Status);
        Assert.IsNull((await host.GetAsync(Address(1))).Ok().Json["SalesTaxGroup"]);
        Assert.AreEqual(204, (await host.SendAsync(Accountant, HttpMethod.Patch, Address(1), change)).Status);
    }

    [TestMethod]
    public async Task A_company_counts_in_any_case_and_another_than_the_default_only_when_asked_for()
    {
        await using var host = await StartAsync("--DefaultCompany=ABCD");
        var change = new JsonObject { ["SalesTaxGroup"] = "UK" };
        (await host.SendAsync(Accountant, HttpMethod.Patch, Address(1, "uspm", cross: false), change)).Refused(404, EditableSetErrors.UnknownRecord);
        Assert.AreEqual(204, (await host.SendAsync(Accountant, HttpMethod.Patch, Address(1, "uspm"), change)).Status);
        (await host.SendAsync(Accountant, HttpMethod.Patch, Address(99), change)).Refused(404, EditableSetErrors.UnknownRecord);
    }

    [TestMethod]
    public async Task What_cannot_be_changed_is_refused_by_name()
    {
        await using var host = await StartAsync();
        var before = await Books.EverythingAsync(host);
        (string Path, string Body, int Status, ErrorCode Error, string Names)[] refusals =
        [
            (Address(1), """{"Amount":1}""", 400, EditableSetErrors.NotEditable, "Amount"),
            (Address(1), """{"Color":1}""", 400, EditableSetErrors.NotEditable, "Color"),
            (Address(1), """{"SalesTaxGroup":"XX"}""", 400, SalesTaxErrors.UnknownGroup, "XX"),
            (Address(1), """{"SalesTaxGroup":5}""", 400, EditableSetErrors.WrongValue, "SalesTaxGroup"),
            (Address(1), """{"SalesTaxGroup":"UK","SalesTaxGroup":"UK"}""", 400, EditableSetErrors.DoubledField, "twice"),
            (Address(1), """{"SalesTaxGroup":"\ud800"}""", 400, EditableSetErrors.NoText, "Unicode"),
            (Address(1), "[]", 400, EditableSetErrors.NoObject, "JSON object"),
            (Address(1), "{", 400, EditableSetErrors.NoJson, "JSON"),
            ("/data/ProjIntegrationJournalLines(dataAreaId='USPM',LineNumber=1)", "{}", 400, EditableSetErrors.UnreadableKey, "JournalId"),
            ("/data/ProjIntegrationJournalLines('x')", "{}", 400, EditableSetErrors.UnreadableKey, "JournalId"),
            (
                "/data/ProjIntegrationJournalLines(dataAreaId='USPM',JournalId='PIJ-000001',LineNumber=one)",
                "{}",
                400,
                EditableSetErrors.UnreadableKey,
                "LineNumber"
            ),
        ];
        foreach (var (path, body, status, error, names) in refusals)
        {
            var refused = await host.SendTextAsync(Accountant, HttpMethod.Patch, path, body);
            refused.Refused(status, error);
            StringAssert.Contains(refused.Text, names, body);
        }

        (await host.SendAsync("Finance.Reader", HttpMethod.Patch, Address(1), new JsonObject())).Refused(403, ApiErrors.RoleMissing);
        Assert.AreEqual(before, await Books.EverythingAsync(host));
    }

    [TestMethod]
    public async Task A_change_set_changes_all_its_rows_or_none()
    {
        await using var host = await StartAsync();
        var before = await Books.EverythingAsync(host);
        var good = new BatchPart("PATCH", Address(1), new JsonObject { ["SalesTaxGroup"] = "UK" });
        var refused = await host.BatchAsync(Accountant, [good, new BatchPart("PATCH", Address(2), new JsonObject { ["SalesTaxGroup"] = "XX" })]);
        Assert.AreEqual(200, refused.Status, refused.Text);
        StringAssert.Contains(refused.Text, SalesTaxErrors.UnknownGroup.Code);
        Assert.AreEqual(before, await Books.EverythingAsync(host));
        StringAssert.Contains(
            (await host.BatchAsync(Accountant, [good, new BatchPart("PATCH", Address(2), new JsonObject(), "W/\"old\"")])).Text,
            "412 Precondition Failed"
        );
        Assert.AreEqual(before, await Books.EverythingAsync(host));
        StringAssert.Contains((await host.BatchAsync(Accountant, [good, good with { Path = Address(2) }])).Text, "204 No Content");
        Assert.HasCount(2, await host.RowsAsync(Lines, "$filter=SalesTaxGroup eq 'UK'"));
    }

    private static string Address(int line, string company = "USPM", bool cross = true) =>
        $"/data/{Lines}(dataAreaId='{company}',JournalId='PIJ-000001',LineNumber={line}){(cross ? "?cross-company=true" : string.Empty)}";

    private static async Task<FinanceHost> StartAsync(params string[] extra)
    {
        var host = await FinanceHost.StartAsync(extra);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        (
            await host.SendRowsAsync(
                "ProjActualsImports",
                [
                    FinanceSample.Actual("a", "Cost", 10m, contract: "CON-USD", project: "PRJ-USD", currency: "USD"),
                    FinanceSample.Actual("b", "Cost", 20m, contract: "CON-USD", project: "PRJ-USD", currency: "USD"),
                ]
            )
        ).Ok();
        (await host.ImportAsync()).Ok();
        return host;
    }
}
