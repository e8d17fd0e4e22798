using System.Globalization;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;

namespace EndToEnd.Tests.Dates;

/// <summary>
/// Users in Auckland, Berlin and Los Angeles record the last day of September, each at their own midnight, and the company's manager confirms on its evening.
/// Whatever the time zone of the company, all of it is September: in Dataverse as each of the users sees it, in staging, in the journal, on the invoice, and on
/// the way back. The moments are worked out by hand: on that day Auckland is 13 hours ahead of UTC, Berlin 2, and Los Angeles 7 behind.
/// </summary>
[TestClass]
public sealed class When_users_live_in_other_time_zones
{
    private const int BilledSales = 192350006;
    private const string LastDay = "2026-09-30";

    private static readonly string[] DateColumns = ["msdyn_accountingdate", "msdyn_documentdate", "msdyn_startdatetime", "msdyn_enddatetime"];

    /// <summary>Each invoice with the midnight of 30 September of the user who recorded its work.</summary>
    private static readonly (string Invoice, string Recorded)[] Recordings =
    [
        ("PF-1001", "2026-09-29T11:00:00Z"),
        ("PF-1002", "2026-09-29T22:00:00Z"),
        ("PF-1003", "2026-09-30T07:00:00Z"),
    ];

    private static readonly string[] Users = ["Pacific/Auckland", "Europe/Berlin", "America/Los_Angeles"];

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    [DataRow("Pacific/Auckland", "2026-09-30T07:00:00Z", "2026-09-29T11:00:00Z", "2026-09-30 2026-09-30 2026-09-30")]
    [DataRow("Europe/Berlin", "2026-09-30T18:00:00Z", "2026-09-29T22:00:00Z", "2026-09-29 2026-09-30 2026-09-30")]
    [DataRow("America/Los_Angeles", "2026-10-01T03:00:00Z", "2026-09-30T07:00:00Z", "2026-09-29 2026-09-29 2026-09-30")]
    public async Task The_last_day_of_a_month_stays_in_that_month(string company, string evening, string midnight, string recordedDays)
    {
        var data = GivenData.With([.. Recordings.Select(recording => recording.Invoice)]);
        data.ChangeFinance(finance => finance["companies"]![0]!["timeZone"] = company);
        data.ChangeData(Record);
        await using var environment = await RunningEnvironment.StartAsync(data, new ShiftedClock(Moment(evening)), Cancellation);

        foreach (var ((number, _), recordedDay) in Recordings.Zip(recordedDays.Split(' ')))
        {
            await AssertInvoiceAsync(environment, number, Moment(midnight));
            await AssertFinanceAsync(environment, number, recordedDay);
        }

        var entries = await environment.Accountant.QueryAsync("GeneralJournalEntries?cross-company=true", Cancellation);
        Assert.IsNotEmpty(entries);
        Assert.IsTrue(
            entries.TrueForAll(entry => Day(entry, "AccountingDate").StartsWith("2026-09-", StringComparison.Ordinal)),
            string.Join('\n', entries.Select(entry => entry.ToJsonString()))
        );
    }

    private async Task AssertInvoiceAsync(RunningEnvironment environment, string number, DateTimeOffset midnight)
    {
        var invoice = (
            await environment.ProjectManager.QueryAsync(
                $"invoices?$select=pinv_accountingdate,pinv_customerinvoicedate&$filter=invoicenumber eq '{number}'",
                Cancellation
            )
        ).Single();
        Assert.AreEqual($"{LastDay} {LastDay}", $"{Day(invoice, "pinv_accountingdate")} {Day(invoice, "pinv_customerinvoicedate")}", number);

        foreach (var actual in await environment.ActualsAsync(number, Cancellation))
        {
            var accounting = Moment((string)actual["msdyn_accountingdate"]!);
            if ((int)actual["msdyn_transactiontypecode"]! == BilledSales)
            {
                Assert.AreEqual(midnight, accounting, number);
            }

            foreach (var user in Users)
            {
                Assert.AreEqual(9, TimeZoneInfo.ConvertTime(accounting, TimeZoneInfo.FindSystemTimeZoneById(user)).Month, $"{number} as seen in {user}");
            }
        }
    }

    private async Task AssertFinanceAsync(RunningEnvironment environment, string number, string recordedDay)
    {
        var staged = await environment.Accountant.QueryAsync($"ProjActualsImports?cross-company=true&$filter=InvoiceProposalId eq '{number}'", Cancellation);
        var billed = staged.Where(row => (string)row["TransactionType"]! == "BilledSales").ToList();
        var unbilled = staged.Where(row => (string)row["TransactionType"]! == "Sales").ToList();
        Assert.IsNotEmpty(billed);
        Assert.IsNotEmpty(unbilled);
        Assert.IsTrue(billed.TrueForAll(row => Day(row, "AccountingDate") == LastDay), number);
        Assert.IsTrue(
            unbilled.TrueForAll(row =>
                Day(row, "AccountingDate") == recordedDay && Day(row, "DocumentDate") == recordedDay && Day(row, "StartDate") == recordedDay
            ),
            number
        );

        var posted = (
            await environment.Accountant.QueryAsync($"ProjInvoices?cross-company=true&$filter=InvoiceProposalId eq '{number}'", Cancellation)
        ).Single();
        Assert.AreEqual(LastDay, Day(posted, "InvoiceDate"), number);
    }

    private static void Record(System.Xml.Linq.XDocument data)
    {
        foreach (var (number, recorded) in Recordings)
        {
            var invoice = GivenData.Records(data, "invoice").Single(record => GivenData.Value(record, "invoicenumber") == number);
            GivenData.Field(invoice, "msdyn_invoicedate")?.Remove();
            GivenData.Field(invoice, "pinv_accountingdate")?.Remove();
            var rows = GivenData
                .Records(data, "msdyn_actual")
                .Concat(GivenData.Records(data, "msdyn_invoicelinetransaction"))
                .Where(record => GivenData.Value(record, "msdyn_invoice") == (string)invoice.Attribute("id")!);
            foreach (var field in rows.SelectMany(row => DateColumns.Select(column => GivenData.Field(row, column))).OfType<System.Xml.Linq.XElement>())
            {
                field.SetAttributeValue("value", recorded);
            }
        }
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Day(JsonObject row, string column) => ((string)row[column]!)[..10];
}
