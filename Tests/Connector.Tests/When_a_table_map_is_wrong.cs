using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_a_table_map_is_wrong
{
    private const string Through = "{\"lookup\":\"msdyn_invoice\",\"column\":\"statecode\",\"values\":[\"0\"],\"through\":{";
    private const string Tied = "{\"name\":\"detail\",\"target\":\"msdyn_invoicelinetransaction\",";
    private const string Actuals = "Project Operations integration actuals (msdyn_actuals)";

    [TestMethod]
    public void The_maps_that_are_shipped_can_be_read() => Assert.HasCount(6, TableMapReader.ReadFolder(TableMapFiles.ShippedFolder));

    [TestMethod]
    [DataRow(nameof(TableMapErrors.FileUnreadable), "{\"nme\":\"x\"}")]
    [DataRow(nameof(TableMapErrors.FileUnreadable), "not json")]
    [DataRow(nameof(TableMapErrors.FileUnreadable), "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"direction\":\"Sideways\"}")]
    [DataRow(nameof(TableMapErrors.FileUnreadable), "null")]
    [DataRow(
        nameof(TableMapErrors.FileUnreadable),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"fields\":[{\"field\":\"k\",\"columns\":null}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.FileUnreadable),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"fields\":[null]}"
    )]
    [DataRow(nameof(TableMapErrors.PartMissing), "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"fields\":[]}")]
    [DataRow(
        nameof(TableMapErrors.PartMissing),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"keys\":[\"k\"],\"fields\":[{\"field\":\"k\",\"columns\":[\"c\"]}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.FilterUnreadable),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"filter\":\"c eq\","
            + "\"fields\":[{\"field\":\"k\",\"columns\":[\"c\"]}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.NoColumnPath),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"fields\":[{\"field\":\"k\",\"columns\":[\"c..d\"]}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.PartNamesNot),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"waitsFor\":{\"lookup\":\"l\","
            + "\"column\":\"c\"},\"fields\":[{\"field\":\"k\",\"columns\":[\"c\"]}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.PartNamesNot),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"waitsFor\":{\"lookup\":\"l\","
            + "\"values\":[\"1\"]},\"fields\":[{\"field\":\"k\",\"columns\":[\"c\"]}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.FilterUnreadable),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"waitsFor\":{\"lookup\":\"l\","
            + "\"column\":\"c\",\"values\":[\"1\"],\"where\":\"c eq\"},\"fields\":[{\"field\":\"k\",\"columns\":[\"c\"]}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.ThroughNamesNot),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"waitsFor\":{\"lookup\":\"l\","
            + "\"column\":\"c\",\"values\":[\"1\"],\"through\":{\"table\":\"t\"}},\"fields\":[{\"field\":\"k\",\"columns\":[\"c\"]}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.NoLookupWithTable),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"waitsWith\":[\"l\"],"
            + "\"fields\":[{\"field\":\"k\",\"columns\":[\"c\"]}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.FileUnreadable),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"waitsFor\":{\"lookup\":\"l\","
            + "\"until\":\"c\"},\"fields\":[{\"field\":\"k\",\"columns\":[\"c\"]}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.PartsAgainstTrigger),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"trigger\":\"InvoiceConfirmed\","
            + "\"waitsWith\":[\"l(t)\"],\"fields\":[{\"field\":\"k\",\"columns\":[\"c\"]}]}"
    )]
    [DataRow(
        nameof(TableMapErrors.FieldTwice),
        "{\"name\":\"a\",\"version\":\"1\",\"table\":\"t\",\"financeSet\":\"S\",\"keys\":[\"k\"],\"fields\":[{\"field\":\"k\","
            + "\"columns\":[\"c\"]},{\"field\":\"k\",\"columns\":[\"d\"]}]}"
    )]
    public void A_file_that_cannot_be_used_has_a_code(string error, string json)
    {
        var faults = new List<Fault>();

        Assert.IsNull(TableMapReader.Read("a.json", json, faults));

        Assert.AreEqual(TableMapFiles.Error(error), faults[0].Error, faults[0].ToString());
    }

    [TestMethod]
    public async Task The_host_does_not_start_on_a_file_that_cannot_be_read()
    {
        await using var situation = await Situation.CreateAsync();
        var folder = TableMapFiles.Copy(situation);
        await File.WriteAllTextAsync(Path.Combine(folder, "broken.json"), "{");

        var failure = await Assert.ThrowsExactlyAsync<ConnectorException>(() => situation.StartAsync());

        Assert.AreEqual(TableMapErrors.FileUnreadable.Code, failure.Code);
        StringAssert.Contains(failure.Message, "broken.json", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(nameof(TableMapErrors.PathColumnUnknown), "columns", "[\"msdyn_nothing\"]")]
    [DataRow(nameof(TableMapErrors.PathColumnUnknown), "columns", "[\"msdyn_project.msdyn_nothing\"]")]
    [DataRow(nameof(TableMapErrors.PathLeadsNowhere), "columns", "[\"msdyn_amount.msdyn_nothing\"]")]
    [DataRow(nameof(TableMapErrors.PathLeadsNowhere), "columns", "[\"ownerid.fullname\"]")]
    [DataRow(nameof(TableMapErrors.PropertyUnknown), "field", "\"Nothing\"")]
    [DataRow(nameof(TableMapErrors.RelatedUnknown), "computed", "\"Count\"")]
    public async Task A_name_that_a_side_does_not_know_stops_the_map_with_a_code(string error, string property, string value)
    {
        await using var situation = await Situation.CreateAsync();
        TableMapFiles.Change(
            situation,
            Actuals,
            map => map["fields"]!.Single(field => (string?)field["field"] == "TaskNumber")[property] = JToken.Parse(value)
        );
        await situation.StartAsync();
        new Sample(situation.Dataverse).Actual(Sample.Unbilled);

        await situation.SynchronizeAsync();

        Assert.AreEqual(TableMapFiles.Error(error).Code, await TableMapFiles.CodeAsync(situation));
        Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(nameof(TableMapErrors.TableUnknown), "table", "\"msdyn_nothing\"")]
    [DataRow(nameof(TableMapErrors.SetUnknown), "financeSet", "\"Nothing\"")]
    [DataRow(nameof(TableMapErrors.OtherKey), "keys", "[\"ActualsImportId\"]")]
    [DataRow(nameof(TableMapErrors.FilterColumnUnknown), "filter", "\"msdyn_nothing eq 1\"")]
    [DataRow(nameof(TableMapErrors.NoChangeTracking), "table", "\"msdyn_journalline\"")]
    [DataRow(nameof(TableMapErrors.WaitLookupUnknown), "waitsFor", "{\"lookup\":\"msdyn_amount\",\"column\":\"statecode\",\"values\":[\"0\"]}")]
    [DataRow(nameof(TableMapErrors.ColumnUnknown), "waitsFor", "{\"lookup\":\"msdyn_invoice\",\"column\":\"msdyn_nothing\",\"values\":[\"0\"]}")]
    [DataRow(
        nameof(TableMapErrors.FilterColumnUnknown),
        "waitsFor",
        "{\"lookup\":\"msdyn_invoice\",\"column\":\"statecode\",\"values\":[\"0\"],\"where\":\"msdyn_nothing eq 1\"}"
    )]
    [DataRow(
        nameof(TableMapErrors.TableUnknown),
        "waitsFor",
        Through + "\"table\":\"msdyn_nothing\",\"row\":\"a\",\"awaited\":\"b\",\"where\":\"statecode eq 0\"}}"
    )]
    [DataRow(
        nameof(TableMapErrors.ColumnUnknown),
        "waitsFor",
        Through + "\"table\":\"msdyn_transactionorigin\",\"row\":\"msdyn_nothing\",\"awaited\":\"msdyn_origin\",\"where\":\"statecode eq 0\"}}"
    )]
    [DataRow(
        nameof(TableMapErrors.FilterColumnUnknown),
        "waitsFor",
        Through
            + "\"table\":\"msdyn_transactionorigin\",\"row\":\"msdyn_transaction\",\"awaited\":\"msdyn_origin\",\"filter\":\"msdyn_nothing eq 0\","
            + "\"where\":\"statecode eq 0\"}}"
    )]
    [DataRow(
        nameof(TableMapErrors.TableUnknown),
        "tied",
        "[" + Tied + "\"table\":\"msdyn_nothing\",\"row\":\"a\",\"leadsTo\":\"b\",\"where\":\"statecode eq 0\"}]"
    )]
    [DataRow(
        nameof(TableMapErrors.ColumnUnknown),
        "tied",
        "[" + Tied + "\"table\":\"msdyn_transactionorigin\",\"row\":\"msdyn_transaction\",\"leadsTo\":\"msdyn_nothing\",\"where\":\"statecode eq 0\"}]"
    )]
    [DataRow(
        nameof(TableMapErrors.FilterColumnUnknown),
        "tied",
        "[" + Tied + "\"table\":\"msdyn_transactionorigin\",\"row\":\"msdyn_transaction\",\"leadsTo\":\"msdyn_origin\",\"where\":\"msdyn_nothing eq 0\"}]"
    )]
    [DataRow(nameof(TableMapErrors.PathColumnUnknown), "tied", "[]")]
    [DataRow(nameof(TableMapErrors.ColumnUnknown), "waitsWith", "[\"msdyn_nothing(msdyn_actual)\"]")]
    public async Task A_map_that_does_not_fit_is_stopped_with_a_code(string error, string property, string value)
    {
        await using var situation = await Situation.CreateAsync();
        TableMapFiles.Change(situation, Actuals, map => map[property] = JToken.Parse(value));
        await situation.StartAsync();

        await situation.SynchronizeAsync();

        CollectionAssert.Contains(await TableMapFiles.CodesAsync(situation), TableMapFiles.Error(error).Code);
    }

    [TestMethod]
    public async Task Rows_that_wait_with_rows_of_which_nobody_says_what_they_wait_for_are_told()
    {
        await using var situation = await Situation.CreateAsync();
        TableMapFiles.Change(situation, Actuals, map => map.Property("waitsFor", StringComparison.Ordinal)!.Remove());
        await situation.StartAsync();

        await situation.SynchronizeAsync();

        CollectionAssert.Contains(await TableMapFiles.CodesAsync(situation), TableMapErrors.WaitingMapNotOnce.Code);
    }

    [TestMethod]
    public async Task A_column_of_the_invoice_that_no_posting_sets_is_told_and_the_posting_waits()
    {
        await using var situation = await Situation.CreateAsync();
        TableMapFiles.Change(
            situation,
            "Project Operations integration invoice proposal export entity (invoices)",
            map => map["fields"]!.Single(field => (string?)field["field"] == "taxAmount")["columns"] = new JArray("msdyn_invoicenumber")
        );
        await situation.StartAsync();
        await situation.PostAsync(
            "/api/postings",
            new JObject
            {
                ["eventId"] = Guid.NewGuid().ToString("D"),
                ["part"] = 1,
                ["parts"] = 1,
                ["kind"] = "Invoice",
                ["proposal"] = "PF-1003",
                ["outcome"] = "Posted",
                ["taxAmount"] = 1,
                ["lines"] = new JArray(),
            },
            Authority.FinanceClient
        );

        await situation.RecordPostingsAsync();

        CollectionAssert.Contains(await TableMapFiles.CodesAsync(situation), TableMapErrors.ColumnNotPosted.Code);
        Assert.IsEmpty(situation.Dataverse.Calls);
    }

    [TestMethod]
    public async Task A_symbol_that_the_enumeration_does_not_have_is_told()
    {
        await using var situation = await Situation.CreateAsync();
        TableMapFiles.Change(
            situation,
            Actuals,
            map => map["fields"]!.Single(field => (string?)field["field"] == "BillingType")["valueMap"]!["192350001"] = "Free"
        );
        await situation.StartAsync();

        await situation.SynchronizeAsync();

        Assert.AreEqual(TableMapErrors.NoSymbol.Code, await TableMapFiles.CodeAsync(situation));
    }

    [TestMethod]
    public async Task The_other_maps_run_and_the_faulty_one_runs_once_it_is_mended()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var actual = sample.Actual(Sample.Unbilled);
        sample.Connection(actual, "Original", actual, "Reversing");
        situation.Finance.Fail(request => request.Path.EndsWith("$metadata", StringComparison.Ordinal), new Servers.Reply(200, "<edmx/>", "application/xml"));
        await situation.SynchronizeAsync();
        await situation.SynchronizeAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
        Assert.HasCount(1, situation.Finance.Rows("ProjTransactionRelationships"));
    }

    [TestMethod]
    public async Task A_user_changes_a_map_and_every_row_goes_once_more()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var actual = sample.Actual(Sample.Unbilled);
        await situation.SynchronizeAsync();
        Assert.AreEqual("Bottling line", (string?)situation.Finance.Rows("ProjActualsImports").Single()["ProjectId"]);

        situation.Dataverse.Put("msdyn_actual", actual, new { msdyn_externalreferenceid = "EXT-1" });
        TableMapFiles.Change(
            situation,
            Actuals,
            map =>
            {
                map["version"] = "1.0.0.1";
                map["updatesDelivered"] = true;
                map["fields"]!.Single(field => (string?)field["field"] == "ExternalDescription")["columns"] = new JArray("msdyn_externalreferenceid");
            }
        );
        situation.Finance.Fail(request => request.Method == "PATCH", new Servers.Reply(204), times: 5);
        await situation.CrashAndStartAsync();
        await situation.SynchronizeAsync();

        var update = situation.Finance.Requests.Single(request => request.Method == "PATCH");
        Assert.AreEqual("EXT-1", (string?)update.Json["ExternalDescription"]);
        StringAssert.Contains(update.Path, $"ProjActualsImports(dataAreaId='USPM',ActualsImportId={actual:D})", StringComparison.Ordinal);
    }
}
