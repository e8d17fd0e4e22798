using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_a_finance_profile_is_wrong
{
    [TestMethod]
    [DataRow("Embedded finance")]
    [DataRow("Finance and operations apps")]
    [DataRow("Business Central")]
    public void One_that_is_shipped_is_not(string name) => Assert.AreEqual(name, FinanceProfileReader.Read(FinanceProfileReader.DefaultFolder, name).Name);

    [TestMethod]
    [DataRow("Embedded finance", "$.create", "[]", "create is missing; allowed is a list of statuses from 200 to 299")]
    [DataRow("Embedded finance", "$.update", "[302]", "update is 302; allowed is a list of statuses from 200 to 299")]
    [DataRow("Embedded finance", "$.bulk.parts", "[]", "bulk.parts is missing; allowed is a list of texts")]
    [DataRow("Embedded finance", "$.companies", "\"Small\"", "companies is Small; allowed is one of AsGiven, Lower, Upper")]
    [DataRow("Embedded finance", "$.version", "0", "version is 0; allowed is a number from 1 on")]
    [DataRow("Finance and operations apps", "$.root", "\"/data\"", "root is /data; allowed is a path such as data/, with a slash at its end")]
    [DataRow("Finance and operations apps", "$.operations", "100000", "operations is 100000; allowed is a number from 1 to 5000")]
    [DataRow("Finance and operations apps", "$.batch", "\"Xml\"", "batch is Xml; allowed is one of Multipart, Json")]
    [DataRow("Finance and operations apps", "$.existsTexts", "[]", "existsTexts is missing; allowed is a list of texts")]
    [DataRow("Finance and operations apps", "$.postings[0].overlap", "\"00:00:00\"", "postings[0].overlap is 00:00:00; allowed is a time up to 366 days")]
    [DataRow("Finance and operations apps", "$.postings[0].rows", "\"Vouchers\"", "postings[0].rows is Vouchers; allowed is one of Invoices, JournalLines")]
    [DataRow("Finance and operations apps", "$.postings[1].name", "\"journal lines\"", "allowed is a name that no other one has")]
    [DataRow("Finance and operations apps", "$.postings[0].fields.rate", "\"Rate\"", "postings[0].fields.rate is no field of a posting; allowed are voucher")]
    [DataRow(
        "Finance and operations apps",
        "$.postings[1].fields.taxAmount",
        null,
        "postings[1].fields.taxAmount is missing; allowed is a property of the set"
    )]
    [DataRow("Finance and operations apps", "$.postings[1].lines.fileds", "1", "postings[1].lines.fileds is no key; allowed are set, parent, filter")]
    [DataRow("Business Central", "$.company.id", "\"\"", "company.id is missing; allowed is a name")]
    [DataRow("Business Central", "$.crossCompany", "true", "crossCompany is True; allowed is false where company is given")]
    [DataRow("Business Central", "$.document.then", "\"Send\"", "document.then is Send; allowed is one of Leave, Post")]
    [DataRow("Business Central", "$.document.open", "[]", "document.open is missing; allowed is a list of texts")]
    [DataRow("Business Central", "$.keys.salesInvoiceLines", null, "keys.salesInvoiceLines is missing; allowed is the fields by which a row of document.lines")]
    [DataRow("Business Central", "$.postings[0].rate", null, "postings[0].rate is missing; allowed is where rates are, for what lines.converted names")]
    [DataRow("Business Central", "$.postings[0].rate.decimals", "9", "postings[0].rate.decimals is 9; allowed is a number from 0 to 4")]
    public void The_start_is_refused_with_the_key_and_what_is_allowed(string name, string path, string? value, string words)
    {
        var profile = JObject.Parse(File.ReadAllText(Path.Combine(FinanceProfileReader.DefaultFolder, name + ".json")));
        Set(profile, path, value);
        var folder = Directory.CreateTempSubdirectory("profiles-");
        File.WriteAllText(Path.Combine(folder.FullName, name + ".json"), profile.ToString());

        var refusal = Assert.ThrowsExactly<ConnectorException>(() => FinanceProfileReader.Read(folder.FullName, name));

        folder.Delete(recursive: true);
        Assert.AreEqual(FinanceSystemErrors.ProfileWrong.Code, refusal.Code);
        Assert.AreEqual($"Finance profile {name}", refusal.Record);
        StringAssert.Contains(refusal.Fault.Cause, words);
    }

    [TestMethod]
    public void All_of_its_faults_are_named_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("profiles-");
        File.WriteAllText(
            Path.Combine(folder.FullName, "Ours.json"),
            """{ "name": "Ours", "version": 0, "create": [404], "changeSet": [201], "update": [200], "root": "odata" }"""
        );

        var refusal = Assert.ThrowsExactly<ConnectorException>(() => FinanceProfileReader.Read(folder.FullName, "Ours"));

        folder.Delete(recursive: true);
        foreach (var key in new[] { "version is 0", "create is 404", "root is odata" })
        {
            StringAssert.Contains(refusal.Fault.Cause, key);
        }
    }

    [TestMethod]
    [DataRow("Business Central", "")]
    [DataRow("Embedded finance", "Business Central")]
    public async Task Maps_of_another_kind_of_system_stop_the_start(string profile, string maps)
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Finance:Profile", profile);
        situation.Set("TableMaps:Folder", Path.Combine(TableMapFiles.ShippedFolder, maps));

        var refusal = await Assert.ThrowsExactlyAsync<ConnectorException>(() => situation.StartAsync());

        Assert.AreEqual(TableMapFiles.Error("LinesAgainstProfile").Code, refusal.Code);
        StringAssert.Contains(refusal.Fault.Remedy, "TableMaps:Folder");
    }

    private static void Set(JObject profile, string path, string? value)
    {
        if (value is null)
        {
            profile.SelectToken(path)!.Parent!.Remove();
            return;
        }

        var end = path.LastIndexOf('.');
        ((JObject)profile.SelectToken(path[..end])!)[path[(end + 1)..]] = JToken.Parse(value);
    }
}
