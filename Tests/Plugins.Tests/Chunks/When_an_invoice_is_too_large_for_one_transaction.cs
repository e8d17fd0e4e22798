using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

[TestClass]
internal sealed class When_an_invoice_is_too_large_for_one_transaction
{
    private readonly Site site = Site.New().Limit(20, 40);

    [TestMethod]
    public void It_is_scheduled_and_its_status_stays()
    {
        var invoice = Draft();
        var answer = site.Manager.Execute(new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) });

        Assert.AreEqual(new OptionSetValue((int)ConfirmationStatus.Scheduled), answer["ConfirmationStatus"]);
        var header = site.Header(invoice.Id);
        Assert.AreEqual(ProjectInvoiceStatus.Draft, header.Status);
        Assert.AreEqual(ConfirmationStatus.Scheduled, header.ConfirmationStatus);
        Assert.AreEqual(1, header.ConfirmationAttempt);
        Assert.AreEqual(1, header.ConfirmationChunks);
        Assert.AreEqual(0, header.ConfirmationProgress);
        Assert.IsFalse(header.IsPartlyBilled);
        Assert.IsEmpty(site.MadeBy(invoice.Id));
        Assert.IsEmpty(site.All("pinv_integrationmessage"));

        var chunk = site.ChunksOf(invoice.Id).Single();
        Assert.AreEqual(ChunkKind.Check, chunk.Kind);
        Assert.AreEqual(ChunkStatus.Pending, chunk.Status);
        Assert.AreEqual("PF-1003 Check 1.1", chunk.Name);
        CollectionAssert.AreEquivalent(invoice.Details, chunk.Details.ToList());
    }

    [TestMethod]
    public void Chunks_check_it_bill_it_and_confirm_it()
    {
        var invoice = Draft().Confirm();
        var jobs = site.RunJobs();

        Assert.AreEqual(0, jobs.Failed);
        var header = site.Header(invoice.Id);
        Assert.AreEqual(ProjectInvoiceStatus.Confirmed, header.Status);
        Assert.AreEqual(ConfirmationStatus.Complete, header.ConfirmationStatus);
        Assert.AreEqual(100, header.ConfirmationProgress);
        Assert.IsFalse(header.IsPartlyBilled);
        Assert.AreEqual(header.ConfirmationChunks, header.ConfirmationChunksDone);
        Assert.IsGreaterThan(1, header.ConfirmationChunks);
        Assert.IsTrue(site.ChunksOf(invoice.Id).All(chunk => chunk.Status == ChunkStatus.Complete));
        Assert.AreEqual(invoice.Id, site.All("pinv_integrationmessage").Select(row => new IntegrationMessage(row)).Single().Invoice);
    }

    [TestMethod]
    public void It_ends_as_if_it_had_been_confirmed_at_once()
    {
        var invoice = Draft();
        var atOnce = site.Fork().Limit(100_000, 100_000);
        atOnce.Confirm(invoice.Id);
        atOnce.RunJobs();
        Assert.IsEmpty(atOnce.ChunksOf(invoice.Id));

        invoice.Confirm();
        site.RunJobs();

        site.AreTheBooksOf(atOnce.Books());
    }

    [TestMethod]
    public void More_details_than_may_be_written_are_not_even_read()
    {
        var invoice = Draft();
        site.Limit(5, 40);
        foreach (var message in new[] { "Retrieve", "RetrieveMultiple" })
        {
            site.Organization.RegisterStep(
                new StepRegistration(
                    Guid.NewGuid(),
                    site.Organization.RegisterPluginType(typeof(Confirmation.CountsReads)),
                    message,
                    "msdyn_actual",
                    PipelineStage.PostOperation
                )
            );
        }

        Confirmation.CountsReads.Count = 0;
        invoice.Confirm();

        Assert.AreEqual(0, Confirmation.CountsReads.Count);
        Assert.AreEqual(ConfirmationStatus.Scheduled, site.Header(invoice.Id).ConfirmationStatus);
    }

    [TestMethod]
    public void What_the_header_lacks_is_told_at_once()
    {
        var invoice = Draft();
        site.Limit(5, 40);
        site.Loader.Delete("msdyn_projectcontractsplitbillingrule", site.ContractCustomer.Id);

        site.Expect(ConfirmationErrors.NoContractCustomer, () => invoice.Confirm());
    }

    [TestMethod]
    public void What_few_enough_details_lack_is_told_at_once()
    {
        var invoice = Draft();
        site.Limit(15, 40);
        Edit(invoice.Details[3], ("msdyn_price", null));

        site.Expect(ConfirmationErrors.NoPrice, () => invoice.Confirm());
    }

    [TestMethod]
    public void Nobody_edits_it_meanwhile()
    {
        var invoice = Draft().Confirm();

        Refused(() => Edit(invoice.Details[0], ("msdyn_quantity", 1m)));
        Refused(() => site.Manager.Delete("msdyn_invoicelinetransaction", invoice.Details[0]));
        Refused(() => site.Manager.Update(new Entity("invoicedetail", invoice.TimeAndMaterialLine) { ["invoicedetailname"] = "Other" }));
        Refused(() => site.Manager.Update(new Entity("invoice", invoice.Id) { ["name"] = "Other" }));
        Refused(() =>
            site.Manager.Update(new Entity("invoice", invoice.Id) { [Invoice.StatusColumn] = new OptionSetValue((int)ProjectInvoiceStatus.InReview) })
        );
        Refused(() => site.Manager.Delete("invoice", invoice.Id));
        Refused(() => invoice.With(1, 1));

        site.RunJobs();
        Assert.AreEqual(ConfirmationStatus.Complete, site.Header(invoice.Id).ConfirmationStatus);
    }

    [TestMethod]
    public void Nobody_confirms_it_a_second_time()
    {
        var invoice = Draft().Confirm();

        site.Expect(ConfirmationErrors.Running, () => invoice.Confirm());
        site.RunJobs();
        site.Expect(ConfirmationErrors.AlreadyConfirmed, () => invoice.Confirm());
    }

    [TestMethod]
    public void Progress_grows_from_chunk_to_chunk()
    {
        var invoice = Draft().Confirm();
        var seen = new List<int>();
        site.Organization.RegisterStep(
            new StepRegistration(Guid.NewGuid(), site.Organization.RegisterPluginType(typeof(NotesProgress)), "Update", "invoice", PipelineStage.PostOperation)
            {
                FilteringAttributes = [Invoice.ConfirmationProgressColumn],
            }
        );
        NotesProgress.Seen = seen;
        site.RunJobs();

        Assert.IsGreaterThan(4, seen.Count);
        CollectionAssert.AreEqual(seen.OrderBy(percent => percent).ToList(), seen);
        Assert.AreEqual(10, seen[0]);
        Assert.AreEqual(100, seen[seen.Count - 1]);
    }

    [TestMethod]
    public void The_day_on_which_it_was_asked_for_is_the_accounting_date()
    {
        var invoice = Draft().Confirm();
        site.RunJobs();

        Assert.IsTrue(site.MadeBy(invoice.Id).All(row => row.Entity.GetAttributeValue<DateTime>(Actual.AccountingDateColumn) == Site.Now.Date));
    }

    private DraftInvoice Draft()
    {
        var invoice = site.Draft();
        for (var line = 0; line < 12; line++)
        {
            invoice.With(1 + line, 100, tax: line);
        }

        return invoice.WithMilestone(5000).AddedByHand(2, 80, BillingMethod.TimeAndMaterial).AddedByHand(3, 70, BillingMethod.FixedPrice);
    }

    private void Edit(Guid detail, params (string Column, object? Value)[] columns)
    {
        var row = new Entity("msdyn_invoicelinetransaction", detail);
        foreach (var (column, value) in columns)
        {
            row[column] = value;
        }

        site.Manager.Update(row);
    }

    private void Refused(Action action) => Assert.StartsWith("PINV11", Refusal.Of(action));
}
