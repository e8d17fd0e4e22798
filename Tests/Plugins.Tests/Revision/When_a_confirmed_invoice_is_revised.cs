using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Revision;

[TestClass]
internal sealed class When_a_confirmed_invoice_is_revised
{
    [TestMethod]
    public void A_draft_takes_every_detail_back()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).With(1, 500, TransactionClass.Fee).WithMilestone(5000).Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id);

        Assert.AreEqual(ProjectInvoiceStatus.Draft, draft.Header.Status);
        Assert.AreEqual(true, draft.Header.Entity["msdyn_hascorrections"]);
        Assert.AreEqual("Correction of PF-1003", draft.Header.Entity["name"]);
        Assert.AreNotEqual("PF-1003", draft.Header.Number);
        Assert.AreEqual(site.Contract.Id, draft.Header.Contract);
        Assert.AreEqual(site.Customer.Id, draft.Header.Customer!.Id);
        Assert.AreEqual(site.PriceList.Id, draft.Header.Entity.GetAttributeValue<EntityReference>("pricelevelid").Id);
        Assert.IsNull(draft.Header.ProposalNumber);

        Same(draft.Lines.Select(line => line.GetAttributeValue<string>("invoicedetailname")), "Consulting", "Implementation");
        Same(
            draft.Details.Select(row =>
                FormattableString.Invariant($"{row.Description}: {row.Class} {row.Quantity:0.##} x {row.Price:0.##} = {row.NetAmount:0.00} was ")
                + FormattableString.Invariant($"{row.Entity.GetAttributeValue<Money>("msdyn_previousamount").Value:0.00} {row.BillingType} {row.IsCorrection}")
            ),
            "Fee 1 x 500: Fee 0 x 500 = 0.00 was 500.00 Chargeable True",
            "Milestone 1 x 5000: Milestone 0 x 5000 = 0.00 was 5000.00 Chargeable True",
            "Time 8 x 200: Time 0 x 200 = 0.00 was 1600.00 Chargeable True"
        );
        Assert.IsTrue(draft.Details.All(row => row.Entity.GetAttributeValue<bool>("msdyn_correction")));
        Assert.IsTrue(draft.Details.All(row => row.TaxAmount is null), "A tax left empty is the share of what was billed.");
        Assert.AreEqual(invoice.Milestones[0], draft.Details[1].Milestone);
    }

    [TestMethod]
    public void Connections_and_origins_say_what_each_detail_corrects()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        var billed = site.MadeBy(invoice.Id).Single(row => row.Type == TransactionType.BilledSales).Id;
        var entry = site.All("msdyn_transactionorigin").Select(row => new TransactionOrigin(row)).Single(row => row.Transaction == invoice.Details[0]).Source;

        var draft = CorrectiveDraft.Of(site, invoice.Id);
        var detail = draft.For(invoice.Details[0]).Id;

        var connection = site.All("msdyn_transactionconnection").Select(row => new TransactionConnection(row)).Single(row => row.End1.Id == detail);
        Assert.AreEqual(new ConnectionEnd("msdyn_invoicelinetransaction", detail.ToString("d"), "Replacing"), connection.End1);
        Assert.AreEqual(new ConnectionEnd("msdyn_actual", billed.ToString("d"), "Original"), connection.End2);

        var sources = site.All("msdyn_transactionorigin")
            .Select(row => new TransactionOrigin(row))
            .Where(row => row.Transaction == detail)
            .Select(row => row.Source);
        Same(
            sources.Select(source => source.Table + " " + source.Id).OrderBy(text => text, StringComparer.Ordinal),
            "invoice " + invoice.Id.ToString("d"),
            "invoicedetail " + invoice.TimeAndMaterialLine.ToString("d"),
            "msdyn_invoicelinetransaction " + invoice.Details[0].ToString("d"),
            "msdyn_timeentry " + entry.Id
        );
    }

    [TestMethod]
    public void Only_the_chosen_details_and_their_lines_are_taken()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).With(4, 100).WithMilestone(5000).Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[1]]);

        Same(draft.Details.Select(row => row.Description!), "Time 4 x 100");
        Same(draft.Lines.Select(line => line.GetAttributeValue<string>("invoicedetailname")), "Consulting");
    }

    [TestMethod]
    public void An_existing_draft_of_the_same_contract_takes_the_corrections_on_its_own_lines()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        var other = site.Draft("PF-1004").With(2, 150);

        var draft = CorrectiveDraft.Of(site, invoice.Id, draft: other.Id);

        Assert.AreEqual(other.Id, draft.Id);
        Assert.AreEqual(2, draft.Lines.Count);
        Assert.AreEqual(2, draft.Details.Count);
        Assert.AreEqual(other.TimeAndMaterialLine, draft.For(invoice.Details[0]).InvoiceLine);
        Assert.AreEqual(true, draft.Header.Entity["msdyn_hascorrections"]);

        draft.Confirm();
        Same(
            Sentences.Of(site.MadeBy(other.Id)),
            "BilledSales Time -8 x 200 = -1600.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Time 2 x 150 = 300.00 Chargeable CustomerInvoicePosted",
            "UnbilledSales Time -2 x 150 = -300.00 Chargeable CustomerInvoicePosted Unadjustable skip"
        );
    }

    [TestMethod]
    public void Details_that_are_corrected_or_being_corrected_are_left_out_of_all_and_refused_when_chosen()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).With(4, 100).With(2, 50).Confirm();
        CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[0]]).Confirm();
        var second = CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[1]]);

        var all = CorrectiveDraft.Of(site, invoice.Id);
        Same(all.Details.Select(row => row.Description!), "Time 2 x 50");

        site.Expect(RevisionErrors.NothingToRevise, () => CorrectiveDraft.Of(site, invoice.Id));
        site.Expect(RevisionErrors.DetailCorrected, () => CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[0]]));
        var answer = Refusal.Of(() => CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[1]]));
        Assert.AreEqual(
            $"{RevisionErrors.DetailBeingCorrected.Code}: PF-1003 line 1 'Time 4 x 100': The detail is being corrected on "
                + $"{second.Header.Number}. Edit or confirm that invoice, "
                + "or remove the detail from it.",
            answer
        );
    }

    [TestMethod]
    public void A_detail_removed_from_the_draft_can_be_revised_again_even_into_the_same_draft()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).With(4, 100).Confirm();
        var draft = CorrectiveDraft.Of(site, invoice.Id);
        site.Manager.Delete("msdyn_invoicelinetransaction", draft.For(invoice.Details[0]).Id);

        CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[0]], draft.Id);

        Assert.AreEqual(2, draft.Details.Count);
        draft.Confirm();
        Assert.AreEqual(-2000m, site.MadeBy(draft.Id).Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.NetAmount));
    }

    [TestMethod]
    public void A_deleted_draft_leaves_the_details_free()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        site.Manager.Delete("invoice", CorrectiveDraft.Of(site, invoice.Id).Id);

        Assert.AreEqual(1, CorrectiveDraft.Of(site, invoice.Id).Details.Count);
    }

    [TestMethod]
    public void What_finance_has_posted_and_what_is_paid_can_be_revised()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).With(4, 100).Confirm();
        site.Connector.Update(new Entity("invoice", invoice.Id) { ["pinv_financestatus"] = new OptionSetValue((int)FinanceStatus.Posted) });
        CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[0]]);
        site.Manager.Update(new Entity("invoice", invoice.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Paid) });

        Assert.AreEqual(1, CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[1]]).Details.Count);
    }

    [TestMethod]
    public void What_cannot_be_revised_is_refused_with_its_reason()
    {
        var site = Site.New();
        var draft = site.Draft("PF-1004").With(8, 200);
        var invoice = site.Draft().With(8, 200).With(0, 200).Confirm();
        var stranger = Guid.NewGuid();

        site.Expect(RevisionErrors.NotConfirmed, () => CorrectiveDraft.Of(site, draft.Id));
        site.Expect(RevisionErrors.DetailsUnreadable, () => CorrectiveDraft.Answer(site, invoice.Id, "first line"));
        site.Expect(RevisionErrors.DraftGone, () => CorrectiveDraft.Of(site, invoice.Id, draft: stranger));
        site.Expect(RevisionErrors.DraftNotEditable, () => CorrectiveDraft.Of(site, invoice.Id, draft: invoice.Id));

        var answer = Refusal.Of(() => CorrectiveDraft.Of(site, invoice.Id, [draft.Details[0], stranger])).Split('\n');
        Same(
            answer,
            $"{RevisionErrors.DetailUnknown.Code}: PF-1003: The invoice line detail {draft.Details[0]} does not exist on this "
                + "invoice. Choose details of this invoice.",
            $"{RevisionErrors.DetailUnknown.Code}: PF-1003: The invoice line detail {stranger} does not exist on this invoice. Choose details of this invoice."
        );
    }

    [TestMethod]
    public void A_draft_for_somebody_else_takes_no_corrections()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        var other = site.Draft("PF-1004");
        site.Loader.Create(new Entity("account", new Guid("d0000000-0000-4000-8000-0000000000aa")) { ["name"] = "Fabrikam" });
        site.Loader.Create(
            new Entity("salesorder", new Guid("d0000000-0000-4000-8000-0000000000ab"))
            {
                ["name"] = "Another",
                ["customerid"] = site.Customer,
                ["transactioncurrencyid"] = site.Currency,
                ["pricelevelid"] = site.PriceList,
            }
        );

        site.Manager.Update(
            new Entity("invoice", other.Id)
            {
                ["salesorderid"] = new EntityReference("salesorder", new Guid("d0000000-0000-4000-8000-0000000000ab")),
                ["customerid"] = new EntityReference("account", new Guid("d0000000-0000-4000-8000-0000000000aa")),
            }
        );

        var answer = Refusal.Of(() => CorrectiveDraft.Of(site, invoice.Id, draft: other.Id)).Split('\n');
        AreFaults(answer, RevisionErrors.DraftOfOtherContract, RevisionErrors.DraftOfOtherCustomer);
    }

    [TestMethod]
    public void A_product_line_is_refused_with_its_reason()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        site.Loader.Create(
            new Entity("invoicedetail")
            {
                ["invoicedetailname"] = "Pump",
                ["invoiceid"] = new EntityReference("invoice", invoice.Id),
                ["lineitemnumber"] = 3,
                ["producttypecode"] = new OptionSetValue((int)ProductType.Product),
                ["quantity"] = 1m,
            }
        );

        Assert.StartsWith($"{RevisionErrors.ProductLine.Code}: PF-1003 line 3: ", Refusal.Of(() => CorrectiveDraft.Of(site, invoice.Id)));
        Assert.AreEqual(1, CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[0]]).Details.Count, "The other lines can be chosen.");
    }

    [TestMethod]
    public void A_failure_halfway_leaves_nothing()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).With(4, 100).Confirm();

        foreach (var table in new[] { "invoice", "invoicedetail", "msdyn_invoicelinetransaction", "msdyn_transactionconnection", "msdyn_transactionorigin" })
        {
            var before = site.Organization.DumpState();
            site.Organization.Faults.ThrowAfterWrite(1, table);
            Assert.StartsWith($"{PluginErrors.Unexpected.Code}: PF-1003: ", Refusal.Of(() => CorrectiveDraft.Of(site, invoice.Id)));
            Assert.AreEqual("", string.Join("\n", before.DifferencesTo(site.Organization.DumpState(), "plugintracelog")));
            site.Organization.Faults.Clear();
        }
    }
}
