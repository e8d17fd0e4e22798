using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

[TestClass]
public sealed class When_rows_are_staged
{
    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("Amount", "79228162514264337593543950335")]
    [DataRow("Quantity", "1000000000000001")]
    [DataRow("Amount", "1e400")]
    [DataRow("BillingType", "\"-1\"")]
    [DataRow("BillingType", "\" 3\"")]
    [DataRow("TransactionType", "\"Cost, BilledSales\"")]
    public async Task A_value_out_of_range_is_refused_and_stops_nothing(string field, string value)
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var row = FinanceSample.Actual("faulty", "Sales", 1.5m, proposal: "PF-1");
        row[field] = 1;
        var text = row.ToJsonString().Replace($"\"{field}\":1,", $"\"{field}\":{value},", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/data/ProjActualsImports") { Content = new StringContent(text) };
        using var response = await (await host.AsAsync("Finance.Integration")).SendAsync(request);
        var refused = new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        refused.Refused(400, StagingErrors.WrongValue.Code);
        StringAssert.Contains(refused.Text, field);
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("good", "Sales", 2m)])).Ok();
        Assert.AreEqual(1, (int)(await host.ImportAsync()).Ok().Json["journalLines"]!);
    }

    [TestMethod]
    public async Task The_same_row_changes_nothing_and_another_under_its_key_is_refused()
    {
        await using var host = await StartAsync();
        var row = FinanceSample.Actual("a", "Sales", 100m);
        Assert.AreEqual(201, (await host.SendRowAsync("ProjActualsImports", row)).Status);
        Assert.AreEqual(200, (await host.SendRowAsync("ProjActualsImports", row)).Status);
        var before = await Books.EverythingAsync(host);
        row["Amount"] = 101m;
        var refused = await host.SendRowAsync("ProjActualsImports", row);
        refused.Refused(400, StagingErrors.KnownDifferently);
        StringAssert.Contains(refused.Text, "Amount");
        Assert.AreEqual(before, await Books.EverythingAsync(host));
    }

    [TestMethod]
    public async Task Trailing_zeros_make_no_difference()
    {
        await using var host = await StartAsync();
        var row = FinanceSample.Actual("a", "Sales", 100m);
        (await host.SendRowsAsync("ProjActualsImports", [row])).Ok();
        row["Amount"] = JsonNode.Parse("100.0000");
        Assert.AreEqual("""{"received":1,"inserted":0,"unchanged":1}""", (await host.SendRowsAsync("ProjActualsImports", [row])).Ok().Text);
    }

    [TestMethod]
    public async Task What_the_sender_may_still_edit_is_taken_over()
    {
        await using var host = await StartAsync();
        var row = FinanceSample.Actual("a", "Sales", 100m);
        (await host.SendRowsAsync("ProjActualsImports", [row])).Ok();
        row["BillingStatusId"] = 192350002;
        row["AdjustmentStatus"] = 192350001;
        row["Description"] = "Edited";
        row["InvoiceProposalId"] = "PF-1";
        (await host.SendRowsAsync("ProjActualsImports", [row])).Ok();
        var stored = (await host.RowsAsync("ProjActualsImports")).Single();
        Assert.AreEqual("Edited", (string?)stored["Description"]);
        Assert.AreEqual("PF-1", (string?)stored["InvoiceProposalId"]);
    }

    [TestMethod]
    public async Task One_faulty_row_refuses_the_array_naming_row_and_field()
    {
        await using var host = await StartAsync();
        var rows = Enumerable.Range(0, 700).Select(index => FinanceSample.Actual($"row {index}", "Sales", 100m)).ToList();
        rows[650]["AccountingDate"] = "soon";
        var refused = await host.SendRowsAsync("ProjActualsImports", rows);
        refused.Refused(400, StagingErrors.WrongValue);
        StringAssert.Contains(refused.Text, "row 651");
        StringAssert.Contains(refused.Text, "AccountingDate");
        StringAssert.Contains((string)refused.Json["error"]!["innererror"]!["message"]!, "Infolog: Error: ");
        Assert.IsEmpty(await host.RowsAsync("ProjActualsImports"));
    }

    [TestMethod]
    public async Task A_value_that_finance_cannot_take_is_refused_by_name()
    {
        await using var host = await StartAsync();
        (string Field, string? Value, ErrorCode Error)[] faults =
        [
            ("Amount", null, StagingErrors.WrongValue),
            ("Amount", "\"much\"", StagingErrors.WrongValue),
            ("Color", "\"red\"", StagingErrors.UnknownField),
            ("TransactionType", "\"Tax\"", StagingErrors.TypeOutOfScope),
            ("TransactionType", "\"InterOrgSales\"", StagingErrors.TypeOutOfScope),
            ("TransactionType", "1", StagingErrors.WrongValue),
            ("TransactionClassification", "690970002", StagingErrors.ClassNotBooked),
            ("dataAreaId", "\"XXXX\"", StagingErrors.UnknownCompany),
            ("dataAreaId", "\"TOOLONG\"", StagingErrors.WrongValue),
        ];
        foreach (var (field, value, error) in faults)
        {
            var row = FinanceSample.Actual("a", "Sales", 100m);
            row[field] = value is null ? null : JsonNode.Parse(value);
            var refused = await host.SendRowAsync("ProjActualsImports", row);
            refused.Refused(400, error);
            StringAssert.Contains(refused.Text, field);
        }

        Assert.IsEmpty(await host.RowsAsync("ProjActualsImports"));
    }

    [TestMethod]
    public async Task Broken_bodies_are_refused_without_a_trace()
    {
        await using var host = await StartAsync();
        (
            await host.SendAsync(
                "Finance.Integration",
                HttpMethod.Post,
                "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows?cross-company=true",
                JsonNode.Parse("[]")
            )
        ).Refused(400, StagingErrors.NoRows);
        (await host.SendAsync("Finance.Integration", HttpMethod.Post, "/data/ProjActualsImports", null)).Refused(400, EditableSetErrors.NoJson);
        (await host.SendRowsAsync("ProjTransactionRelationships", [FinanceSample.Connection("a", "Billed Sales", "b", "Sideways")])).Refused(
            400,
            StagingErrors.UnknownRole
        );
    }

    [TestMethod]
    public async Task A_change_set_is_one_transaction_and_the_outer_status_stays_200()
    {
        await using var host = await StartAsync();
        var good = FinanceSample.Actual("good", "Sales", 100m);
        var bad = FinanceSample.Actual("bad", "Sales", 100m);
        bad["AccountingDate"] = "soon";
        var refused = await BatchAsync(host, [good, bad]);
        Assert.AreEqual(200, refused.Status, refused.Text);
        StringAssert.Contains(refused.Text, StagingErrors.WrongValue.Code);
        Assert.IsEmpty(await host.RowsAsync("ProjActualsImports"));
        var taken = await BatchAsync(host, Enumerable.Range(0, 1100).Select(index => FinanceSample.Actual($"row {index}", "Sales", 100m)));
        Assert.AreEqual(200, taken.Status, taken.Text);
        Assert.HasCount(1100, await host.RowsAsync("ProjActualsImports"));
    }

    private static async Task<Answer> BatchAsync(FinanceHost host, IEnumerable<JsonObject> rows)
    {
        var body = new System.Text.StringBuilder("--batch\r\nContent-Type: multipart/mixed; boundary=changeset\r\n\r\n");
        var number = 0;
        foreach (var row in rows)
        {
            body.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"--changeset\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {++number}\r\n\r\n"
            );
            body.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"POST {host.Address}data/ProjActualsImports?cross-company=true HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{row.ToJsonString()}\r\n"
            );
        }

        body.Append("--changeset--\r\n--batch--\r\n");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/data/$batch") { Content = new StringContent(body.ToString()) };
        request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/mixed; boundary=batch");
        using var response = await (await host.AsAsync("Finance.Integration")).SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
