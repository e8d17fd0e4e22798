using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Revision;

namespace FakeXrmEasy.Tests;

[TestClass]
internal sealed class When_a_correction_is_confirmed_in_another_organization
{
    [TestMethod]
    public void A_full_credit_becomes_the_same_rows()
    {
        var site = Site.New();
        var invoice = site.Draft()
            .With(8, 200, tax: 160)
            .With(1, 99.90m, TransactionClass.Expense)
            .WithMilestone(5000)
            .AddedByHand(2, 300, BillingMethod.FixedPrice)
            .Confirm();
        var draft = CorrectiveDraft.Of(site, invoice.Id);

        Same(site, draft.Id, "BilledSales -1600.00", "BilledSales -5000.00", "BilledSales -600.00", "BilledSales -99.90");
    }

    [TestMethod]
    public void A_reduced_correction_becomes_the_same_rows()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).Confirm();
        var draft = CorrectiveDraft.Of(site, invoice.Id).With(invoice.Details[0], 6, 200, 120);

        Same(site, draft.Id, "BilledSales -1600.00", "BilledSales 1200.00", "UnbilledSales -1200.00", "UnbilledSales 1200.00");
    }

    [TestMethod]
    public void An_increased_correction_and_another_price_become_the_same_rows()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).With(8, 100, TransactionClass.Expense).Confirm();
        var draft = CorrectiveDraft.Of(site, invoice.Id).With(invoice.Details[0], 10, 200).With(invoice.Details[1], 8, 90);

        Same(
            site,
            draft.Id,
            "BilledSales -1600.00",
            "BilledSales -800.00",
            "BilledSales 2000.00",
            "BilledSales 720.00",
            "UnbilledSales -2000.00",
            "UnbilledSales -720.00",
            "UnbilledSales 2000.00",
            "UnbilledSales 720.00"
        );
    }

    [TestMethod]
    public void A_draft_made_there_takes_back_the_same()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).With(1, 99.90m, TransactionClass.Expense).WithMilestone(5000).Confirm();
        var both = new TwoOrganizations(site);
        var local = CorrectiveDraft.Of(site, invoice.Id).Confirm();

        var faked = ((EntityReference)both.Faked.Execute("pinv_ReviseInvoice", new EntityReference("invoice", invoice.Id))["Invoice"]).Id;
        both.Faked.Number(faked, local.Header.InvoiceNumber!);
        both.Faked.Confirm(faked);

        Assert.HasCount(3, both.MadeInFaked(faked));
        Assert.AreEqual(string.Join("\n", Sentences.Of(site.MadeBy(local.Id))), string.Join("\n", Sentences.Of(both.MadeInFaked(faked))));
        Assert.AreEqual(
            string.Join("\n", Sentences.Of(site.All("msdyn_actual").Select(row => new Actual(row)))),
            string.Join("\n", Sentences.Of(both.Faked.All("msdyn_actual").Select(row => new Actual(row))))
        );
    }

    private static void Same(Site site, Guid draft, params string[] expected)
    {
        var both = new TwoOrganizations(site);
        both.Confirm(draft);

        both.AreTheSame();
        both.Made(draft, expected);
    }
}
