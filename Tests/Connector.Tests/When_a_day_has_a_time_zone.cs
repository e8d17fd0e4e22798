using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Tests;

/// <summary>Days of users in three parts of the world; the instants are worked out by hand from the offsets that hold there.</summary>
[TestClass]
internal sealed class When_a_day_has_a_time_zone
{
    private const string Actuals = "Project Operations integration actuals (msdyn_actuals)";

    [TestMethod]
    [DataRow("Pacific/Auckland", "2026-09-30T11:00:00Z", "2026-10-01", DisplayName = "1 October of Auckland, summer time of +13")]
    [DataRow("Pacific/Auckland", "2026-09-25T12:00:00Z", "2026-09-26", DisplayName = "26 September of Auckland, the day before summer time: +12")]
    [DataRow("New Zealand Standard Time", "2026-09-30T11:00:00Z", "2026-10-01", DisplayName = "1 October of Auckland by its Windows name")]
    [DataRow("Europe/Berlin", "2026-09-30T22:00:00Z", "2026-10-01", DisplayName = "1 October of Berlin, summer time of +2")]
    [DataRow("Europe/Berlin", "2026-12-31T23:00:00Z", "2027-01-01", DisplayName = "1 January of Berlin, +1")]
    [DataRow("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25", DisplayName = "The day on which summer time ends in Berlin begins at +2")]
    [DataRow("Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25", DisplayName = "and ends at +1")]
    [DataRow("W. Europe Standard Time", "2026-09-30T22:00:00Z", "2026-10-01", DisplayName = "1 October of Berlin by its Windows name")]
    [DataRow("America/Los_Angeles", "2026-10-01T07:00:00Z", "2026-10-01", DisplayName = "1 October of Los Angeles, summer time of -7")]
    [DataRow("America/Los_Angeles", "2026-10-01T06:59:59Z", "2026-09-30", DisplayName = "the last second of 30 September there")]
    [DataRow("Pacific Standard Time", "2026-10-01T00:00:00Z", "2026-09-30", DisplayName = "Midnight in London is the day before in Los Angeles")]
    [DataRow(null, "2026-09-30T22:00:00Z", "2026-09-30", DisplayName = "The default of the setting is UTC")]
    public async Task A_column_of_the_user_s_time_is_the_day_in_the_time_zone_of_the_setting(string? zone, string instant, string day)
    {
        await using var situation = await Situation.StartedAsync();
        situation.Dataverse.TimeZone = zone;

        var row = await DeliveredAsync(
            situation,
            new
            {
                msdyn_accountingdate = instant,
                msdyn_documentdate = instant,
                msdyn_startdatetime = instant,
                msdyn_enddatetime = instant,
            }
        );

        foreach (var field in new[] { "AccountingDate", "DocumentDate", "StartDate", "EndDate" })
        {
            Assert.AreEqual(day + "T00:00:00Z", (string?)row[field], field);
        }
    }

    [TestMethod]
    public async Task The_time_zone_of_the_map_comes_before_the_setting()
    {
        await using var situation = await Situation.CreateAsync();
        TableMapFiles.Change(situation, Actuals, map => map["timeZone"] = "Pacific/Auckland");
        situation.Dataverse.TimeZone = "America/Los_Angeles";
        await situation.StartAsync();

        var row = await DeliveredAsync(situation, new { msdyn_accountingdate = "2026-09-30T11:00:00Z" });

        Assert.AreEqual("2026-10-01T00:00:00Z", (string?)row["AccountingDate"]);
    }

    [TestMethod]
    [DataRow("DateOnly", "2026-10-01")]
    [DataRow("TimeZoneIndependent", "2026-10-01T00:00:00Z")]
    [DataRow("TimeZoneIndependent", "2026-10-01T23:30:00Z")]
    public async Task A_column_that_has_no_time_zone_is_its_day_and_comes_first_where_the_environment_has_it(string behavior, string value)
    {
        await using var situation = await Situation.CreateAsync();
        TableMapFiles.Change(situation, Actuals, map => Field(map, "AccountingDate")["columns"] = new JArray("contoso_accountingday?", "msdyn_accountingdate"));
        situation.Dataverse.AddColumn("msdyn_actual", "contoso_accountingday", "DateTime", behavior);
        situation.Dataverse.TimeZone = "America/Los_Angeles";
        await situation.StartAsync();

        var row = await DeliveredAsync(situation, new { contoso_accountingday = value, msdyn_accountingdate = "2026-09-30T07:00:00Z" });

        Assert.AreEqual("2026-10-01T00:00:00Z", (string?)row["AccountingDate"]);
    }

    [TestMethod]
    public async Task An_optional_column_that_the_environment_does_not_have_is_passed_over()
    {
        await using var situation = await Situation.CreateAsync();
        TableMapFiles.Change(situation, Actuals, map => Field(map, "AccountingDate")["columns"] = new JArray("contoso_accountingday?", "msdyn_accountingdate"));
        await situation.StartAsync();

        var row = await DeliveredAsync(situation, new { msdyn_accountingdate = "2026-09-30T07:00:00Z" });

        Assert.AreEqual("2026-09-30T00:00:00Z", (string?)row["AccountingDate"]);
    }

    [TestMethod]
    public async Task A_setting_that_changes_while_the_connector_runs_holds_for_the_next_rows()
    {
        await using var situation = await Situation.StartedAsync();
        situation.Dataverse.TimeZone = "Europe/Rome";
        var before = await DeliveredAsync(situation, new { msdyn_accountingdate = "2026-09-30T22:00:00Z" });
        situation.Dataverse.TimeZone = "America/New_York";

        var after = await DeliveredAsync(situation, new { msdyn_accountingdate = "2026-09-30T22:00:00Z" });

        Assert.AreEqual("2026-10-01T00:00:00Z", (string?)before["AccountingDate"]);
        Assert.AreEqual("2026-09-30T00:00:00Z", (string?)after["AccountingDate"]);
        Assert.HasCount(2, situation.Finance.Rows("ProjActualsImports"), "what was delivered stays as it is");
    }

    [TestMethod]
    [DataRow("Middle-earth/Hobbiton")]
    [DataRow(" Europe/Rome")]
    public async Task A_setting_that_names_no_time_zone_stops_the_map_until_it_does(string zone)
    {
        await using var situation = await Situation.StartedAsync();
        situation.Dataverse.TimeZone = zone;
        new Sample(situation.Dataverse).Actual(Sample.Unbilled);
        await situation.SynchronizeAsync();

        Assert.AreEqual(TableMapErrors.TimeZoneUnknown.Code, await TableMapFiles.CodeAsync(situation, Actuals));
        Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));

        situation.Dataverse.TimeZone = "Europe/Rome";
        await situation.SynchronizeAsync();
        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
    }

    [TestMethod]
    public async Task An_environment_without_the_setting_stops_the_map_unless_the_map_names_a_time_zone()
    {
        await using var situation = await Situation.StartedAsync();
        situation.Dataverse.Delete("environmentvariabledefinition", situation.Dataverse.TimeZoneVariable);
        new Sample(situation.Dataverse).Actual(Sample.Unbilled);

        await situation.SynchronizeAsync();

        Assert.AreEqual(TableMapErrors.TimeZoneMissing.Code, await TableMapFiles.CodeAsync(situation, Actuals));
    }

    [TestMethod]
    public async Task A_time_zone_that_the_map_misspells_stops_the_start()
    {
        await using var situation = await Situation.CreateAsync();
        TableMapFiles.Change(situation, Actuals, map => map["timeZone"] = "Europa/Rom");

        var failure = await Assert.ThrowsExactlyAsync<ConnectorException>(() => situation.StartAsync());

        Assert.AreEqual(TableMapErrors.MapTimeZoneUnknown.Code, failure.Code);
    }

    [TestMethod]
    [DataRow("9999-12-31T00:00:00Z")]
    [DataRow("9999-12-31T23:59:59Z")]
    [DataRow("1753-01-01T00:00:00Z")]
    [DataRow("1899-12-30T00:00:00Z")]
    [DataRow("2155-01-01T12:00:00Z")]
    public async Task A_date_that_no_calendar_of_finance_holds_is_refused_by_its_field(string date)
    {
        await using var situation = await Situation.StartedAsync();
        situation.Dataverse.TimeZone = "Pacific/Auckland";

        var refusal = await RefusedAsync(situation, new { msdyn_enddatetime = date });

        Assert.AreEqual(TableMapErrors.DayOutside.Code, refusal.ErrorCode);
        StringAssert.Contains(refusal.ErrorText, "EndDate", StringComparison.Ordinal);
        StringAssert.Contains(refusal.ErrorText, "msdyn_enddatetime", StringComparison.Ordinal);
        StringAssert.Contains(refusal.ErrorText, date, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("1900-01-01T00:00:00Z")]
    [DataRow("1900-01-01T12:00:00Z")]
    [DataRow("0001-01-01T00:00:00Z")]
    public async Task The_product_s_no_date_is_an_empty_field_where_the_field_is_optional(string date)
    {
        await using var situation = await Situation.StartedAsync();
        situation.Dataverse.TimeZone = "America/Los_Angeles";

        var row = await DeliveredAsync(
            situation,
            new
            {
                msdyn_enddatetime = date,
                msdyn_accountingdate = date,
                msdyn_documentdate = "2026-09-12T07:00:00Z",
            }
        );

        Assert.IsNull(row["EndDate"]);
        Assert.AreEqual("2026-09-12T00:00:00Z", (string?)row["AccountingDate"], "the next column of the field counts");
    }

    [TestMethod]
    public async Task The_product_s_no_date_is_refused_where_the_field_is_required()
    {
        await using var situation = await Situation.StartedAsync();

        var refusal = await RefusedAsync(situation, new { msdyn_accountingdate = "1900-01-01T00:00:00Z", msdyn_documentdate = "0001-01-01T00:00:00Z" });

        Assert.AreEqual(TableMapErrors.ValueMissing.Code, refusal.ErrorCode);
        StringAssert.Contains(refusal.ErrorText, "AccountingDate", StringComparison.Ordinal);
    }

    private static async Task<JObject> DeliveredAsync(Situation situation, object values)
    {
        var actual = new Sample(situation.Dataverse).Actual(Sample.Unbilled);
        situation.Dataverse.Put("msdyn_actual", actual, values);
        await situation.SynchronizeAsync();
        return situation.Finance.Rows("ProjActualsImports").Single(row => (string?)row["ActualId"] == actual.ToString("D"));
    }

    private static async Task<Storage.PendingRow> RefusedAsync(Situation situation, object values)
    {
        var actual = new Sample(situation.Dataverse).Actual(Sample.Unbilled);
        situation.Dataverse.Put("msdyn_actual", actual, values);
        await situation.SynchronizeAsync();
        Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));
        return (await situation.PendingAsync()).Single();
    }

    private static JToken Field(JObject map, string field) => map["fields"]!.Single(item => (string?)item["field"] == field);
}
