using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Revision;

namespace Plugins.Tests.KnownFailures;

/// <summary>The official product answers "An item with the same key has already been added" where rows it did not expect twice are there twice.</summary>
[TestClass]
internal sealed class When_the_same_thing_stands_there_twice
{
    [TestMethod]
    public void Connections_and_origins_that_repeat_are_taken_once()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).With(4, 100);
        Repeat(site, "msdyn_transactionconnection", turned: false);
        Repeat(site, "msdyn_transactionorigin", turned: false);
        invoice.Confirm();
        Assert.AreEqual(4, site.MadeBy(invoice.Id).Count);

        var draft = CorrectiveDraft.Of(site, invoice.Id);
        Repeat(site, "msdyn_transactionconnection", turned: true);
        Repeat(site, "msdyn_transactionorigin", turned: false);
        Assert.AreEqual(2, draft.Details.Count);
        draft.Confirm();

        Assert.AreEqual(-2000m, site.MadeBy(draft.Id).Sum(row => row.NetAmount));
        Assert.AreEqual(2, site.Billable().Count);
    }

    [TestMethod]
    public void Lines_with_equal_numbers_and_equal_contract_lines_are_lines_of_their_own()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).WithMilestone(5000);
        var twin = site.Manager.Create(
            new Entity("invoicedetail")
            {
                ["invoicedetailname"] = "Consulting again",
                ["invoiceid"] = new EntityReference("invoice", invoice.Id),
                ["salesorderdetailid"] = site.TimeAndMaterialLine,
                ["lineitemnumber"] = 1,
                ["msdyn_billingmethod"] = new OptionSetValue((int)BillingMethod.TimeAndMaterial),
                ["quantity"] = 1m,
            }
        );
        invoice.With(4, 100);
        site.Manager.Update(
            new Entity("msdyn_invoicelinetransaction", invoice.Details[2]) { ["msdyn_invoicelineid"] = new EntityReference("invoicedetail", twin) }
        );
        site.Manager.Update(new Entity("invoicedetail", invoice.FixedPriceLine) { ["lineitemnumber"] = 1 });
        invoice.Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id);

        Assert.AreEqual(3, draft.Lines.Count);
        Assert.AreEqual(3, draft.Lines.Select(line => line.GetAttributeValue<int>("lineitemnumber")).Distinct().Count(), "The draft numbers its lines anew.");
        draft.Confirm();
        Assert.AreEqual(-7000m, site.MadeBy(draft.Id).Sum(row => row.NetAmount));
    }

    [TestMethod]
    public void Lines_without_number_do_no_harm()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).WithMilestone(5000);
        foreach (var line in new[] { invoice.TimeAndMaterialLine, invoice.FixedPriceLine })
        {
            site.Manager.Update(new Entity("invoicedetail", line) { ["lineitemnumber"] = null });
        }

        invoice.Confirm();

        Assert.AreEqual(-6600m, site.MadeBy(CorrectiveDraft.Of(site, invoice.Id).Confirm().Id).Sum(row => row.NetAmount));
    }

    // The same row once more; a connection with its ends the other way round, which says the same.
    private static void Repeat(Site site, string table, bool turned)
    {
        foreach (var row in site.All(table))
        {
            var again = new Entity(table);
            foreach (var column in row.Attributes.Keys.Where(column => column.StartsWith("msdyn_", StringComparison.Ordinal) && column != table + "id"))
            {
                again[turned ? Turned(column) : column] = row[column];
            }

            site.Loader.Create(again);
        }
    }

    private static string Turned(string column) =>
        column.Contains("transaction1") ? column.Replace("transaction1", "transaction2") : column.Replace("transaction2", "transaction1");
}
