using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Revision;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.KnownFailures;

/// <summary>In the official product a correction fails on a missing privilege unless the invoice's creator makes it.</summary>
[TestClass]
internal sealed class When_somebody_else_than_the_creator_corrects_an_invoice
{
    private static readonly Guid Colleague = new("c0000000-0000-4000-8000-0000000000aa");

    [TestMethod]
    public void The_role_of_the_project_manager_is_enough_to_revise_edit_and_confirm()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).WithMilestone(5000).Confirm();
        site.Organization.RegisterUser(new UserRegistration(Colleague, "Colleague", ["Project Invoice Manager"]));
        var colleague = site.Organization.CreateService(Colleague);

        var draft = CorrectiveDraft.Of(site, invoice.Id, caller: colleague);
        Assert.AreEqual(Colleague, draft.Header.Owner!.Id, "Who revises it works on it.");
        Assert.IsTrue(draft.Details.All(row => row.Entity.GetAttributeValue<EntityReference>("ownerid").Id == Colleague));

        colleague.Update(
            new Entity("msdyn_invoicelinetransaction", draft.For(invoice.Details[0]).Id) { ["msdyn_quantity"] = 6m, ["msdyn_amount"] = new Money(1200) }
        );
        colleague.Update(new Entity("invoice", draft.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Confirmed) });

        Same(
            Sentences.Of(site.MadeBy(draft.Id).Where(row => row.Type == TransactionType.BilledSales)),
            "BilledSales Milestone -1 x 5000 = -5000.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Time -8 x 200 = -1600.00 tax -160.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Time 6 x 200 = 1200.00 tax 120.00 Chargeable CustomerInvoicePosted"
        );
    }

    [TestMethod]
    public void Who_may_not_make_invoices_may_not_revise_one()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        site.Organization.RegisterUser(new UserRegistration(Colleague, "Connector", ["Project Invoice Finance Integration"]));
        var before = site.Organization.DumpState();

        var answer = Refusal.Of(() => CorrectiveDraft.Of(site, invoice.Id, caller: site.Organization.CreateService(Colleague)));

        Assert.Contains("prvCreateInvoice", answer);
        Assert.AreEqual("", string.Join("\n", before.DifferencesTo(site.Organization.DumpState(), "plugintracelog")));
    }
}
