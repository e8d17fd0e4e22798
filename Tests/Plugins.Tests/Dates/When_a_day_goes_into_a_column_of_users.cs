using InvoicePlugins.Dataverse;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Dates;

[TestClass]
internal sealed class When_a_day_goes_into_a_column_of_users
{
    // The clock of the site stands at 22:30 UTC of 30 September 2026: half past eleven of 1 October in Auckland (UTC+13 since 27 September), half past midnight
    // of 1 October in Berlin (UTC+2), half past three of the afternoon before in Los Angeles (UTC-7).
    [TestMethod]
    [DataRow("Pacific/Auckland", "2026-10-01", "2026-09-30T11:00")]
    [DataRow("New Zealand Standard Time", "2026-10-01", "2026-09-30T11:00")]
    [DataRow("Europe/Berlin", "2026-10-01", "2026-09-30T22:00")]
    [DataRow("America/Los_Angeles", "2026-09-30", "2026-09-30T07:00")]
    [DataRow("Pacific Standard Time", "2026-09-30", "2026-09-30T07:00")]
    [DataRow("UTC", "2026-09-30", "2026-09-30T00:00")]
    public void The_day_of_confirmation_is_that_day_for_users_of_the_zone(string zone, string day, string start)
    {
        var site = Site.New();
        site.Organization.SetEnvironmentVariable("pinv_TimeZone", zone);

        var invoice = site.Draft().With(8, 200).Confirm();

        Assert.AreEqual(Moment(day), site.Read("invoice", invoice.Id)["pinv_accountingdate"]);
        Assert.IsTrue(site.MadeBy(invoice.Id).All(row => row.Entity.GetAttributeValue<DateTime>("msdyn_accountingdate") == Moment(start)));
    }

    // 31 December is in summer in Auckland (UTC+13) and in winter in Berlin (UTC+1) and Los Angeles (UTC-8).
    [TestMethod]
    [DataRow("Pacific/Auckland", "2026-12-30T11:00")]
    [DataRow("Europe/Berlin", "2026-12-30T23:00")]
    [DataRow("America/Los_Angeles", "2026-12-31T08:00")]
    public void So_is_the_day_that_was_chosen(string zone, string start)
    {
        var site = Site.New();
        site.Organization.SetEnvironmentVariable("pinv_TimeZone", zone);
        var draft = site.Draft().With(8, 200).AddedByHand(1, 50, InvoicePlugins.Dataverse.Tables.BillingMethod.TimeAndMaterial);
        site.Manager.Update(new Entity("invoice", draft.Id) { ["pinv_accountingdate"] = Moment("2026-12-31") });

        draft.Confirm();

        Assert.AreEqual(Moment("2026-12-31"), site.Read("invoice", draft.Id)["pinv_accountingdate"]);
        Assert.IsTrue(site.MadeBy(draft.Id).All(row => row.Entity.GetAttributeValue<DateTime>("msdyn_accountingdate") == Moment(start)));
    }

    [TestMethod]
    public void Where_other_logic_makes_the_actuals_the_invoice_says_its_day_as_well()
    {
        var site = Site.New();
        site.Organization.SetEnvironmentVariable("pinv_CreateActuals", "no");
        site.Organization.SetEnvironmentVariable("pinv_TimeZone", "Europe/Berlin");

        var invoice = site.Draft().With(8, 200).Confirm();

        Assert.AreEqual(Moment("2026-10-01"), site.Read("invoice", invoice.Id)["pinv_accountingdate"]);
    }

    [TestMethod]
    public void In_chunks_it_is_the_day_on_which_the_confirmation_began()
    {
        var site = Site.New();
        site.Organization.SetEnvironmentVariable("pinv_TimeZone", "Europe/Berlin");
        site.Organization.SetEnvironmentVariable("pinv_MaxSynchronousWrites", "1");
        var invoice = site.Draft().With(8, 200).With(4, 100).Confirm();

        site.Organization.SetEnvironmentVariable("pinv_TimeZone", "UTC");
        site.Organization.RunAsyncOperations();

        Assert.AreEqual(Moment("2026-10-01"), site.Read("invoice", invoice.Id)["pinv_accountingdate"]);
        Assert.AreEqual(4, site.MadeBy(invoice.Id).Count);
        Assert.IsTrue(site.MadeBy(invoice.Id).All(row => row.Entity.GetAttributeValue<DateTime>("msdyn_accountingdate") == Moment("2026-09-30T22:00")));
    }

    [TestMethod]
    public void It_stays_once_the_invoice_is_confirmed()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();

        site.Expect(
            ProtectionErrors.InvoiceReadOnly,
            () => site.Manager.Update(new Entity("invoice", invoice.Id) { ["pinv_accountingdate"] = Moment("2026-12-31") })
        );
    }

    // Berlin puts its clocks forward and back in the night; Havana back from one o'clock to midnight, so that its midnight of 1 November comes twice.
    [TestMethod]
    [DataRow("Europe/Berlin", "2026-03-29", "2026-03-28T23:00")]
    [DataRow("Europe/Berlin", "2026-10-25", "2026-10-24T22:00")]
    [DataRow("America/Havana", "2026-11-01", "2026-11-01T04:00")]
    public void A_day_begins_where_its_clocks_say(string zone, string day, string start) =>
        Assert.AreEqual(Moment(start), TimeZones.StartOf(Moment(day), TimeZones.Find(zone)!));

    [TestMethod]
    public void An_actual_is_named_by_its_day_in_the_zone()
    {
        var site = Site.New();
        site.Organization.SetEnvironmentVariable("pinv_TimeZone", "Europe/Berlin");
        var draft = site.Draft().With(8, 200);
        site.Loader.Update(
            new Entity("msdyn_actual", draft.Originals[0]) { ["msdyn_description"] = null, ["msdyn_documentdate"] = Moment("2026-09-30T22:00") }
        );

        Assert.StartsWith(
            $"{ProtectionErrors.ActualNotDeletable.Code}: Actual of 2026-10-01, UnbilledSales Time, 8 x 200: ",
            Refusal.Of(() => site.Manager.Delete("msdyn_actual", draft.Originals[0]))
        );
    }

    private static DateTime Moment(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
