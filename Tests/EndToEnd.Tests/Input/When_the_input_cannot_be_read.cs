using System.Xml.Linq;
using LocalEnvironment.Input;

namespace EndToEnd.Tests.Input;

[TestClass]
public sealed class When_the_input_cannot_be_read
{
    [TestMethod]
    [DataRow("data.xml")]
    [DataRow("data_schema.xml")]
    [DataRow("finance.json")]
    public async Task A_missing_file_is_named(string file)
    {
        using var given = GivenData.With("PF-1001");
        File.Delete(Path.Combine(given.Folder, file));
        await IsUnreadableAsync(given, InputErrors.FileMissing.Code, file);
    }

    [TestMethod]
    public async Task A_missing_folder_is_named()
    {
        var run = await MainJobRun.InProcessAsync("--input", "/there/is/no/such/folder");
        Assert.AreEqual(2, run.ExitCode, run.Output);
        StringAssert.Contains(run.Output, InputErrors.FolderMissing.Code);
        StringAssert.Contains(run.Output, "/there/is/no/such/folder");
    }

    [TestMethod]
    public async Task Broken_xml_is_named_with_its_line()
    {
        using var given = GivenData.With("PF-1001");
        await File.WriteAllTextAsync(given.DataFile, (await File.ReadAllTextAsync(given.DataFile))[..5000]);
        await IsUnreadableAsync(given, InputErrors.XmlBroken.Code, "data.xml line ");
    }

    [TestMethod]
    public async Task Broken_json_is_named_with_its_line()
    {
        using var given = GivenData.With("PF-1001");
        await File.WriteAllTextAsync(given.FinanceFile, "{\n  \"companies\": [ {\n");
        await IsUnreadableAsync(given, InputErrors.JsonBroken.Code, "finance.json line 3");
    }

    [TestMethod]
    public async Task A_field_that_the_schema_does_not_announce_is_named()
    {
        using var given = GivenData.With("PF-1001");
        given.ChangeData(data =>
            GivenData.Detail(data, "PF-1001").Add(new XElement("field", new XAttribute("name", "msdyn_prise"), new XAttribute("value", "200")))
        );
        await IsUnreadableAsync(
            given,
            InputErrors.ColumnNotInSchema.Code,
            "data.xml line ",
            "msdyn_invoicelinetransaction 'Controller set-up'",
            "field msdyn_prise"
        );
    }

    [TestMethod]
    public async Task A_column_that_the_environment_does_not_have_is_named()
    {
        using var given = GivenData.With("PF-1001");
        given.ChangeSchema(schema =>
            schema
                .Descendants("entity")
                .Single(entity => (string?)entity.Attribute("name") == "invoice")
                .Element("fields")!
                .Add(new XElement("field", new XAttribute("name", "msdyn_color"), new XAttribute("displayname", "Color"), new XAttribute("type", "string")))
        );
        await IsUnreadableAsync(given, InputErrors.ColumnUnknown.Code, "data_schema.xml", "table invoice, field msdyn_color");
    }

    [TestMethod]
    public async Task A_table_that_the_environment_does_not_have_is_named()
    {
        using var given = GivenData.With("PF-1001");
        given.ChangeSchema(schema =>
            schema.Descendants("entity").Single(entity => (string?)entity.Attribute("name") == "uom").SetAttributeValue("name", "msdyn_unitofwork")
        );
        given.ChangeData(data =>
            data.Descendants("entity").Single(entity => (string?)entity.Attribute("name") == "uom").SetAttributeValue("name", "msdyn_unitofwork")
        );
        await IsUnreadableAsync(given, InputErrors.TableUnknown.Code, "table msdyn_unitofwork");
    }

    [TestMethod]
    public async Task A_choice_that_the_column_does_not_have_is_named()
    {
        using var given = GivenData.With("PF-1001");
        given.ChangeData(data => GivenData.Field(GivenData.Detail(data, "PF-1001"), "msdyn_billingtype")!.SetAttributeValue("value", "17"));
        await IsUnreadableAsync(given, InputErrors.ChoiceUnknown.Code, "data.xml line ", "field msdyn_billingtype");
    }

    [TestMethod]
    public async Task A_number_that_is_none_is_named()
    {
        using var given = GivenData.With("PF-1001");
        given.ChangeData(data => GivenData.Field(GivenData.Detail(data, "PF-1001"), "msdyn_quantity")!.SetAttributeValue("value", "eight"));
        await IsUnreadableAsync(given, InputErrors.ValueUnreadable.Code, "data.xml line ", "field msdyn_quantity", "'eight'");
    }

    [TestMethod]
    [DataRow("9/30/2026")]
    [DataRow("30.09.2026")]
    [DataRow("2026-09-30 08:00")]
    [DataRow("Sep 30, 2026")]
    public async Task A_date_that_is_not_ISO_8601_is_named(string date)
    {
        using var given = GivenData.With("PF-1001");
        given.ChangeData(data => GivenData.Field(GivenData.Detail(data, "PF-1001"), "msdyn_startdatetime")!.SetAttributeValue("value", date));
        await IsUnreadableAsync(given, InputErrors.ValueUnreadable.Code, "data.xml line ", "field msdyn_startdatetime", $"'{date}'", "ISO 8601");
    }

    [TestMethod]
    public async Task A_lookup_to_a_row_that_is_not_there_is_named()
    {
        using var given = GivenData.With("PF-1001");
        given.ChangeData(data =>
            GivenData.Records(data, "msdyn_transactioncategory").Single(record => GivenData.Value(record, "msdyn_name") == "Consulting").Remove()
        );
        await IsUnreadableAsync(
            given,
            InputErrors.LookupWithoutRow.Code,
            "data.xml line ",
            "field msdyn_transactioncategory",
            "no msdyn_transactioncategory with the id"
        );
    }

    [TestMethod]
    public async Task A_property_that_finance_does_not_have_is_named()
    {
        using var given = GivenData.With("PF-1001");
        given.ChangeFinance(finance => finance["customers"]![0]!["currncy"] = "GBP");
        await IsUnreadableAsync(given, InputErrors.PropertyUnknown.Code, "finance.json customers row 1 'C-0001', field currncy");
    }

    [TestMethod]
    public async Task An_unknown_currency_code_is_named()
    {
        using var given = GivenData.With("PF-1001");
        given.ChangeFinance(finance => finance["contracts"]![0]!["currency"] = "USB");
        await IsUnreadableAsync(given, InputErrors.CurrencyUnknown.Code, "finance.json contracts row 1 'CON-00011', field currency", "'USB'");
    }

    [TestMethod]
    public async Task An_unknown_option_is_named()
    {
        var run = await MainJobRun.InProcessAsync("--inputs", "somewhere");
        Assert.AreEqual(2, run.ExitCode, run.Output);
        StringAssert.Contains(run.Output, "--inputs");
    }

    private static async Task IsUnreadableAsync(GivenData given, params string[] expected)
    {
        var run = await MainJobRun.InProcessAsync("--input", given.Folder);
        Assert.AreEqual(2, run.ExitCode, run.Output);
        foreach (var text in expected)
        {
            StringAssert.Contains(run.Output, text);
        }

        Assert.IsFalse(run.Output.Contains("   at ", StringComparison.Ordinal), run.Output);
    }
}
