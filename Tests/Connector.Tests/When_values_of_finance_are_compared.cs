using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_values_of_finance_are_compared
{
    private static readonly FinanceProfile Apps = FinanceProfileReader.Read(FinanceProfileReader.DefaultFolder, "Finance and operations apps");
    private static readonly FinanceProfile Embedded = FinanceProfileReader.Read(FinanceProfileReader.DefaultFolder, FinanceProfileReader.Embedded);

    [TestMethod]
    [DataRow("Edm.Decimal", "10.50", "10.5")]
    [DataRow("Edm.Decimal", "0", "-0.0")]
    [DataRow("Edm.Decimal", "10.50", "\"10.500000\"")]
    [DataRow("Edm.Int64", "192350000", "\"192350000\"")]
    [DataRow("Edm.Guid", "\"0B6F0F0E-6A55-4A86-9D0D-0D4F0A3E3A99\"", "\"{0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99}\"")]
    [DataRow("Edm.Guid", "null", "\"00000000-0000-0000-0000-000000000000\"")]
    [DataRow("Edm.Date", "\"2026-09-30\"", "\"2026-09-30T12:00:00Z\"")]
    [DataRow("Edm.Date", "null", "\"1900-01-01\"")]
    [DataRow("Edm.DateTimeOffset", "null", "\"1900-01-01T12:00:00Z\"")]
    [DataRow("Edm.DateTimeOffset", "\"2026-09-30T08:00:00Z\"", "\"2026-09-30T10:00:00+02:00\"")]
    [DataRow("Edm.String", "\"Design\"", "\"Design  \"")]
    [DataRow("Edm.String", "null", "\"\"")]
    [DataRow("Edm.Boolean", "true", "\"True\"")]
    public void The_same_value_is_the_same_however_it_is_spelled(string type, string ours, string theirs)
    {
        foreach (var profile in new[] { Apps, Embedded })
        {
            Assert.IsTrue(AreEqual(profile, type, ours, theirs), profile.Name);
        }
    }

    [TestMethod]
    [DataRow("Edm.Decimal", "10.5", "10.51")]
    [DataRow("Edm.Decimal", "10.5", "\"ten\"")]
    [DataRow("Edm.Decimal", "\"ten\"", "10.5")]
    [DataRow("Edm.Date", "\"2026-09-30\"", "\"2026-10-01\"")]
    [DataRow("Edm.DateTimeOffset", "\"2026-09-30T08:00:00Z\"", "\"2026-09-30T12:00:00Z\"")]
    [DataRow("Edm.String", "\"Design\"", "\"design\"")]
    [DataRow("Edm.String", "\"Design\"", "\" Design\"")]
    [DataRow("Edm.String", "null", "\"1900-01-01\"")]
    [DataRow("Edm.Boolean", "true", "false")]
    public void Another_value_is_another_one(string type, string ours, string theirs)
    {
        foreach (var profile in new[] { Apps, Embedded })
        {
            Assert.IsFalse(AreEqual(profile, type, ours, theirs), profile.Name);
        }
    }

    [TestMethod]
    [DataRow("Edm.Decimal", "0")]
    [DataRow("Edm.Int64", "0")]
    public void Only_a_finance_that_says_so_reads_nothing_as_zero(string type, string theirs)
    {
        Assert.IsTrue(AreEqual(Apps, type, "null", theirs));
        Assert.IsFalse(AreEqual(Embedded, type, "null", theirs));
        Assert.IsFalse(AreEqual(Apps, type, theirs, "5"));
    }

    [TestMethod]
    public void A_day_has_the_time_that_the_profile_gives_to_days()
    {
        Assert.IsTrue(AreEqual(Apps, "Edm.DateTimeOffset", "\"2026-09-30T00:00:00Z\"", "\"2026-09-30T12:00:00Z\""));
        Assert.IsFalse(AreEqual(Embedded, "Edm.DateTimeOffset", "\"2026-09-30T00:00:00Z\"", "\"2026-09-30T12:00:00Z\""));
        Assert.IsFalse(AreEqual(Apps, "Edm.DateTimeOffset", "\"2026-09-30T00:00:00Z\"", "\"2026-10-01T12:00:00Z\""));
    }

    [TestMethod]
    public void A_row_is_written_as_the_finance_spells_it()
    {
        FinanceProperty[] properties =
        [
            new("dataAreaId", "Edm.String", null),
            new("Day", "Edm.DateTimeOffset", null),
            new("At", "Edm.DateTimeOffset", null),
            new("Amount", "Edm.Decimal", null),
        ];
        var set = new FinanceSet("Rows", ["dataAreaId"], properties.ToDictionary(property => property.Name), null);
        var row = new JObject
        {
            ["dataAreaId"] = "USPM",
            ["Day"] = "2026-09-30T00:00:00Z",
            ["At"] = "2026-09-30T08:15:00Z",
            ["Amount"] = 1.5m,
        };

        Assert.AreEqual(
            """{"dataAreaId":"uspm","Day":"2026-09-30T12:00:00Z","At":"2026-09-30T08:15:00Z","Amount":"1.5"}""",
            new FinanceValues(Apps with { NumbersAreText = true }).Spelled(set, row).ToString(Newtonsoft.Json.Formatting.None)
        );
        Assert.AreEqual(row.ToString(), new FinanceValues(Embedded).Spelled(set, row).ToString());
    }

    [TestMethod]
    public void A_key_is_the_same_however_finance_spells_it()
    {
        FinanceProperty[] properties = [new("dataAreaId", "Edm.String", null), new("InvoiceProposalId", "Edm.String", null), new("Id", "Edm.Guid", null)];
        var set = new FinanceSet("Rows", ["dataAreaId", "InvoiceProposalId", "Id"], properties.ToDictionary(property => property.Name), null);
        var values = new FinanceValues(Apps);
        var sent = JObject.Parse("""{"dataAreaId":"USPM","InvoiceProposalId":"PF-1003","Id":"0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99"}""");

        Assert.AreEqual(
            FinanceValues.Key(set, sent),
            FinanceValues.Key(set, JObject.Parse("""{"dataAreaId":"uspm","InvoiceProposalId":"pf-1003 ","Id":"0B6F0F0E-6A55-4A86-9D0D-0D4F0A3E3A99"}"""))
        );
        Assert.AreNotEqual(
            FinanceValues.Key(set, sent),
            FinanceValues.Key(set, JObject.Parse("""{"dataAreaId":"uspm","InvoiceProposalId":"PF-1004","Id":"0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99"}"""))
        );
        Assert.AreNotEqual(FinanceValues.Key(set, sent), FinanceValues.Key(set, JObject.Parse("""{"InvoiceProposalId":"PF-1003"}""")));
    }

    [TestMethod]
    [DataRow("SAP", "")]
    [DataRow("Broken", "{")]
    [DataRow("Broken", """{"name":"Broken","version":1,"create":[302],"changeSet":[201],"update":[204]}""")]
    [DataRow("Broken", """{"name":"Broken","version":1,"create":[201],"changeSet":[201],"update":[204],"color":"red"}""")]
    [DataRow("Broken", """{"name":"Broken","version":1,"create":[201],"changeSet":[201],"update":[204],"companies":"Italic"}""")]
    [DataRow(
        "Broken",
        """{"name":"Broken","version":1,"create":[201],"changeSet":[201],"update":[204],"bulk":{"action":"ImportRows","received":"received","parts":[]}}"""
    )]
    [DataRow("Broken", """{"name":"Broken","version":1}""")]
    public void A_profile_that_cannot_be_read_says_what_is_wrong(string name, string text)
    {
        var folder = Directory.CreateTempSubdirectory("connector-tests-profiles-").FullName;
        File.WriteAllText(Path.Combine(folder, "Broken.json"), text);

        var failure = Assert.ThrowsExactly<ConnectorException>(() => FinanceProfileReader.Read(folder, name));

        Assert.AreEqual(FinanceSystemErrors.ProfileUnknown.Code, failure.Code);
        StringAssert.Contains(failure.Message, name, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static bool AreEqual(FinanceProfile profile, string type, string ours, string theirs) =>
        new FinanceValues(profile).AreEqual(
            Http.NewtonsoftSerializer.Parse(ours),
            Http.NewtonsoftSerializer.Parse(theirs),
            new FinanceProperty("Field", type, null)
        );
}
