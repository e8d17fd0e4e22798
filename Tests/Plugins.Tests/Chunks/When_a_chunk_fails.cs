using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

[TestClass]
internal sealed class When_a_chunk_fails
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void What_may_pass_is_tried_again()
    {
        var invoice = EverythingInvoice.On(site);
        var expected = AtOnce(invoice);
        invoice.Confirm();
        site.Organization.Faults.ThrowBeforeWrite(7, "msdyn_actual");
        var jobs = site.RunJobs();

        Assert.AreEqual(0, jobs.Failed);
        Assert.AreEqual(1, site.ChunksOf(invoice.Id).Sum(chunk => chunk.Tries));
        site.AreTheBooksOf(expected);
    }

    [TestMethod]
    public void What_does_not_pass_ends_it_and_the_invoice_stays_locked_until_it_is_resumed()
    {
        var invoice = EverythingInvoice.On(site);
        FailsToWrite.Register(site, "msdyn_transactionconnection");
        var expected = AtOnce(invoice);
        invoice.Confirm();
        Assert.IsTrue(Stop(1));
        FailsToWrite.Fail();
        site.RunJobs();

        var header = site.Header(invoice.Id);
        Assert.AreEqual(ConfirmationStatus.Failed, header.ConfirmationStatus);
        Assert.IsTrue(header.IsPartlyBilled);
        Assert.IsFalse(header.IsEditable);
        Assert.StartsWith($"{ChunkErrors.ChunkFailed.Code}: PF-1003: PF-1003 Bill 1.", header.Entity.GetAttributeValue<string>(Invoice.LastErrorColumn));
        Assert.Contains("The other system does not answer", header.Entity.GetAttributeValue<string>(Invoice.LastErrorColumn));
        var failed = site.ChunksOf(invoice.Id).First(chunk => chunk.Status == ChunkStatus.Failed);
        Assert.AreEqual(ChunkKind.Bill, failed.Kind);
        Assert.AreEqual(3, failed.Tries);
        Assert.Contains("The other system does not answer", failed.Faults!);
        site.Expect(ConfirmationErrors.PartlyBilled, () => invoice.Confirm());

        FailsToWrite.Mend();
        Assert.AreEqual(ConfirmationStatus.Processing, site.Resume(invoice.Id));
        site.RunJobs();

        Assert.AreEqual(ConfirmationStatus.Complete, site.Header(invoice.Id).ConfirmationStatus);
        site.AreTheBooksOf(expected);
    }

    [TestMethod]
    public void What_a_rule_forbids_is_not_tried_again()
    {
        var invoice = Draft();
        invoice.Confirm();
        Assert.IsTrue(Stop(1));
        var taken = site.ChunksOf(invoice.Id).Last(chunk => chunk.Kind == ChunkKind.Bill).Details[0];
        var original = invoice.Originals[invoice.Details.IndexOf(taken)];
        SetStatus(original, BillingStatus.Canceled);
        var jobs = site.RunJobs();

        Assert.AreEqual(0, jobs.Failed);
        var header = site.Header(invoice.Id);
        Assert.AreEqual(ConfirmationStatus.Failed, header.ConfirmationStatus);
        var failed = site.ChunksOf(invoice.Id).Single(chunk => chunk.Status == ChunkStatus.Failed);
        Assert.AreEqual(0, failed.Tries);
        Assert.StartsWith($"{ConfirmationErrors.OriginalAlreadyBilled.Code}: PF-1003 line 1 ", failed.Faults);
        Assert.IsTrue(header.IsPartlyBilled);

        SetStatus(original, BillingStatus.CustomerInvoiceCreated);
        site.Resume(invoice.Id);
        site.RunJobs();
        Assert.AreEqual(ConfirmationStatus.Complete, site.Header(invoice.Id).ConfirmationStatus);
        Assert.HasCount(24, site.MadeBy(invoice.Id));
    }

    [TestMethod]
    public void A_first_pass_that_cannot_be_carried_out_leaves_a_draft()
    {
        var invoice = Draft();
        invoice.Confirm();
        site.Loader.Delete("msdyn_projectcontractsplitbillingrule", site.ContractCustomer.Id);
        site.RunJobs();

        Assert.AreEqual(ConfirmationStatus.Failed, site.Header(invoice.Id).ConfirmationStatus);
        Assert.IsTrue(site.Header(invoice.Id).IsEditable);
    }

    [TestMethod]
    public void A_lost_job_is_made_up_for_by_resuming()
    {
        var invoice = Draft();
        invoice.Confirm();
        foreach (var job in site.All("asyncoperation"))
        {
            site.Organization.CreateService(site.Organization.AdministratorId).Delete("asyncoperation", job.Id);
        }

        site.RunJobs();
        Assert.AreEqual(ConfirmationStatus.Scheduled, site.Header(invoice.Id).ConfirmationStatus);

        Assert.AreEqual(ConfirmationStatus.Scheduled, site.Resume(invoice.Id));
        site.RunJobs();
        Assert.AreEqual(ConfirmationStatus.Complete, site.Header(invoice.Id).ConfirmationStatus);
    }

    [TestMethod]
    public void There_is_nothing_to_resume_before_and_after()
    {
        var invoice = Draft();
        site.Expect(LargeConfirmationErrors.NothingToResume, () => site.Resume(invoice.Id));
        site.Expect(LargeConfirmationErrors.NothingToCancel, () => site.Cancel(invoice.Id));
        invoice.Confirm();
        site.RunJobs();

        site.Expect(LargeConfirmationErrors.NothingToResume, () => site.Resume(invoice.Id));
        site.Expect(LargeConfirmationErrors.NothingToCancel, () => site.Cancel(invoice.Id));
    }

    [TestMethod]
    public void A_chunk_that_is_carried_out_twice_writes_nothing()
    {
        var invoice = Draft();
        invoice.Confirm();
        site.RunJobs();
        var books = site.Books();
        var chunks = site.ChunksOf(invoice.Id).Select(chunk => $"{chunk.Name} {chunk.Status} {chunk.Result}").ToList();

        foreach (var chunk in site.ChunksOf(invoice.Id))
        {
            site.CarryOut(chunk.Id);
        }

        site.RunJobs();
        site.AreTheBooksOf(books);
        CollectionAssert.AreEqual(chunks, site.ChunksOf(invoice.Id).Select(chunk => $"{chunk.Name} {chunk.Status} {chunk.Result}").ToList());
    }

    private IReadOnlyList<string> AtOnce(DraftInvoice invoice)
    {
        StopsAfterChunks.Register(site);
        var atOnce = site.Fork().Limit(100_000, 100_000);
        atOnce.Confirm(invoice.Id);
        atOnce.RunJobs();
        site.Limit(50, 60);
        return atOnce.Books();
    }

    private DraftInvoice Draft()
    {
        StopsAfterChunks.Register(site);
        site.Limit(20, 40);
        var invoice = site.Draft();
        for (var quantity = 1; quantity <= 12; quantity++)
        {
            invoice.With(quantity, 100);
        }

        return invoice;
    }

    private bool Stop(int chunks) => StopsAfterChunks.Run(site, chunks);

    private void SetStatus(Guid original, BillingStatus status) =>
        site.Loader.Update(new Entity("msdyn_actual", original) { ["msdyn_billingstatus"] = new OptionSetValue((int)status) });
}
