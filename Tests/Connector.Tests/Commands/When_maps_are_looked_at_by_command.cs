using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Commands;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Tests.Commands;

[TestClass]
internal sealed class When_maps_are_looked_at_by_command
{
    private const string Actuals = "Project Operations integration actuals (msdyn_actuals)";
    private const string Header = "Project invoice proposal V2 (invoices)";
    private const int Draft = 192350000;

    [TestMethod]
    public async Task Maps_in_order_end_with_0()
    {
        await using var situation = await Situation.CreateAsync();

        var (code, output, error) = await situation.CommandAsync("map", "check", "--json");

        Assert.AreEqual(ExitCodes.Done, code, output + error);
        var told = Told(output);
        Assert.HasCount(6, told["maps"]!);
        Assert.IsEmpty(told.SelectTokens("$..faults[*]"));
    }

    [TestMethod]
    public async Task Every_fault_of_every_map_has_its_code()
    {
        await using var situation = await Situation.CreateAsync();
        TableMapFiles.Change(
            situation,
            Actuals,
            map =>
            {
                map["fields"]!.Single(field => (string?)field["field"] == "TaskNumber")["field"] = "Nothing";
                map["fields"]!.Single(field => (string?)field["field"] == "ActualId")["columns"] = new JArray("msdyn_nothing");
            }
        );
        await File.WriteAllTextAsync(Path.Combine(situation.Folder, "maps", "broken.json"), "{");

        var (code, output, _) = await situation.CommandAsync("map", "check", "--json");
        var (_, table, _) = await situation.CommandAsync("map", "check");

        Assert.AreEqual(ExitCodes.Failing, code);
        CollectionAssert.IsSubsetOf(
            new[] { TableMapErrors.PropertyUnknown.Code, TableMapErrors.PathColumnUnknown.Code },
            Codes(Told(output), $"$.maps[?(@.name=='{Actuals}')].faults[*].code")
        );
        CollectionAssert.AreEqual(new[] { TableMapErrors.FileUnreadable.Code }, Codes(Told(output), "$.faults[*].code"));
        StringAssert.Contains(table, $"{TableMapErrors.PathColumnUnknown.Code}: Table map {Actuals}, field ActualId: ", StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", table);
    }

    [TestMethod]
    public async Task A_preview_shows_what_finance_then_gets()
    {
        await using var situation = await Situation.StartedAsync();
        var actual = new Sample(situation.Dataverse).Actual(Sample.Unbilled, 1000.50m);

        var (code, output, error) = await situation.CommandAsync("map", "preview", "msdyn_actual", actual.ToString("D"), "--json");
        await situation.SynchronizeAsync();

        Assert.AreEqual(ExitCodes.Done, code, output + error);
        var told = Told(output);
        Assert.IsTrue((bool)told["goes"]!, output);
        var type = Field(told, "TransactionType");
        Assert.AreEqual(
            ("msdyn_transactiontypecode", 192350005, "value map", "Sales"),
            ((string?)type["from"], (int)type["read"]!, (string?)type["transform"], (string?)type["sent"])
        );
        Assert.AreEqual("msdyn_project.msdyn_owningcompany.cdm_companycode", (string?)Field(told, "dataAreaId")["from"]);
        Assert.AreEqual(1000.5m, (decimal)Field(told, "Amount")["sent"]!);
        var row = situation.Finance.Rows("ProjActualsImports").Single();
        Assert.AreEqual("Sales", (string?)row["TransactionType"]);
        var sent = told["fields"]!.Where(field => field["sent"]!.Type != JTokenType.Null).ToDictionary(field => (string)field["field"]!, Value);
        Assert.IsGreaterThan(20, sent.Count);
        Assert.IsEmpty(sent.Where(field => Text(row[field.Key]) != field.Value).Select(field => $"{field}: {row[field.Key]}"));

        var (_, again, _) = await situation.CommandAsync("map", "preview", "msdyn_actual", actual.ToString("D"), "--json");

        CollectionAssert.AreEqual(new[] { PreviewReason.Delivered }, Codes(Told(again), "$.reasons[*].kind"));
    }

    [TestMethod]
    public async Task A_preview_says_why_a_row_would_not_go()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("invoice", sample.Invoice, new { msdyn_projectinvoicestatus = Draft });
        var skipped = sample.Actual(Sample.Cost, skipSync: true);
        var held = sample.Actual(Sample.Billed);
        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_owningcompany = (Guid?)null });
        var homeless = sample.Actual(Sample.Unbilled, ofInvoice: false);

        var filter = await situation.CommandAsync("map", "preview", Actuals, skipped.ToString("D"));
        var waits = await situation.CommandAsync("map", "preview", Actuals, held.ToString("D"), "--json");
        var fault = await situation.CommandAsync("map", "preview", Actuals, homeless.ToString("D"), "--json");

        StringAssert.Contains(filter.Output, "The filter of the map leaves it out: pinv_skipsync ne true", StringComparison.Ordinal);
        var reason = Told(waits.Output)["reasons"]!.First(reason => (string?)reason["kind"] == PreviewReason.Held);
        Assert.AreEqual($"It waits for invoice {sample.Invoice:D}", (string?)reason["text"]);
        Assert.AreEqual(JTokenType.Null, reason["fault"]!.Type, "an invoice that is there waits as it should");
        Assert.AreEqual(ExitCodes.Failing, fault.Code);
        Assert.AreEqual(TableMapErrors.ValueMissing.Code, (string?)Field(Told(fault.Output), "dataAreaId")["fault"]!["code"]);
        Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));
        Assert.IsEmpty(await situation.PendingAsync(), "a preview stores nothing");
    }

    [TestMethod]
    public async Task A_row_whose_invoice_is_gone_is_told_with_its_code()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var actual = sample.Actual(Sample.Billed);
        situation.Dataverse.Delete("invoice", sample.Invoice);

        var (code, output, _) = await situation.CommandAsync("map", "preview", Actuals, actual.ToString("D"), "--json");

        Assert.AreEqual(ExitCodes.Failing, code);
        Assert.Contains(DeliveryErrors.AwaitedGone.Code, Codes(Told(output), "$.reasons[*].fault.code"));
    }

    [TestMethod]
    public async Task An_invoice_is_found_by_its_number()
    {
        await using var situation = await Situation.StartedAsync();
        new Sample(situation.Dataverse, "2026/10+7 'Ä'").Actual(Sample.Billed);

        var (code, output, error) = await situation.CommandAsync("map", "preview", Header, "2026/10+7 'Ä'", "--json");

        Assert.AreEqual(ExitCodes.Done, code, output + error);
        Assert.AreEqual("2026/10+7 'Ä'", (string?)Field(Told(output), "InvoiceProposalId")["sent"]);
        Assert.AreEqual(
            ("customerid(account).accountnumber", "C-0001"),
            ((string?)Field(Told(output), "CustomerAccountNumber")["from"], (string?)Field(Told(output), "CustomerAccountNumber")["sent"])
        );
    }

    [TestMethod]
    public async Task What_cannot_be_previewed_is_refused_with_its_code()
    {
        await using var situation = await Situation.StartedAsync();
        Sample[] samples = [new(situation.Dataverse), new(situation.Dataverse)];
        var sample = samples[0];

        var none = await situation.CommandAsync("map", "preview", Actuals, Guid.NewGuid().ToString("D"), "--json");
        var two = await situation.CommandAsync("map", "preview", Header, sample.Number);
        var back = await situation.CommandAsync("map", "preview", "posted", sample.Number);

        Assert.AreEqual((ExitCodes.Failing, DeliveryErrors.RowUnknown.Code), (none.Code, (string?)Told(none.Output)["error"]!["code"]));
        Assert.AreEqual(ExitCodes.Failing, two.Code);
        Assert.StartsWith($"{DeliveryErrors.RowNotOne.Code}: invoice {sample.Number}: ", two.Error);
        Assert.StartsWith($"{DeliveryErrors.NothingToPreview.Code}: ", back.Error);
    }

    private static JObject Told(string output) => (JObject)NewtonsoftSerializer.Parse(output);

    private static JToken Field(JObject preview, string name) => preview["fields"]!.Single(field => (string?)field["field"] == name);

    private static List<string> Codes(JObject told, string path) =>
        told.SelectTokens(path).Where(code => code.Type != JTokenType.Null).Select(code => (string)code!).ToList();

    private static string Value(JToken field) => Text(field["sent"]);

    private static string Text(JToken? value) => value is JValue known ? FieldValue.Text(known) : "";
}
