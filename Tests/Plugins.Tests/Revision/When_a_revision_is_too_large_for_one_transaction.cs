using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Chunks;
using Plugins.Tests.Environment;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Revision;

[TestClass]
internal sealed class When_a_revision_is_too_large_for_one_transaction
{
    private const int Lines = 10;

    [TestMethod]
    public void Chunks_fill_the_draft_and_it_is_locked_meanwhile()
    {
        var site = Site.New();
        var invoice = Confirmed(site);
        site.Limit(5, 24);

        var draft = CorrectiveDraft.Of(site, invoice.Id);

        Assert.AreEqual(ConfirmationStatus.Preparing, draft.Header.ConfirmationStatus);
        Assert.AreEqual(4, site.ChunksOf(draft.Id).Count, "Three details each.");
        Assert.AreEqual(0, draft.Details.Count);
        Assert.AreEqual(2, draft.Lines.Count);
        Assert.IsTrue(IsRefused(() => site.Confirm(draft.Id)));
        Assert.IsTrue(IsRefused(() => site.Manager.Delete("invoice", draft.Id)));
        Assert.IsTrue(IsRefused(() => site.Manager.Update(new Entity("invoicedetail", draft.Lines[0].Id) { ["invoicedetailname"] = "Other" })));
        Assert.IsTrue(IsRefused(() => CorrectiveDraft.Of(site, invoice.Id, draft: draft.Id)));

        site.RunJobs();

        Assert.AreEqual(ConfirmationStatus.None, draft.Header.ConfirmationStatus);
        Assert.AreEqual(Lines, draft.Details.Count);
        Assert.AreEqual(2, draft.Lines.Count);
        site.Limit(500, 2000);
        draft.Confirm();
        Assert.AreEqual(-Lines * 100m, site.MadeBy(draft.Id).Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.NetAmount));
        Assert.AreEqual(Lines, site.Billable().Count);
    }

    [TestMethod]
    public void Details_that_many_rows_come_from_are_counted_by_the_rows()
    {
        var site = Site.New();
        var invoice = Confirmed(site);
        site.Limit(30, 24);

        // Ten details are less than thirty, the rows that correct them are more.
        var draft = CorrectiveDraft.Of(site, invoice.Id, invoice.Details);
        Assert.AreEqual(ConfirmationStatus.Preparing, draft.Header.ConfirmationStatus);
        site.RunJobs();

        Assert.AreEqual(Lines, draft.Details.Count);
        Assert.AreEqual(1, draft.Lines.Count, "The lines were known.");
        Assert.AreEqual(ConfirmationStatus.None, draft.Header.ConfirmationStatus);
    }

    [TestMethod]
    public void A_large_correction_is_confirmed_in_chunks_like_any_other_invoice()
    {
        var site = Site.New();
        var invoice = Confirmed(site);
        site.Limit(5, 24);
        var draft = CorrectiveDraft.Of(site, invoice.Id);
        site.RunJobs();
        draft.With(invoice.Details[0], 0.5m, 100);

        site.Confirm(draft.Id);
        site.RunJobs();

        Assert.AreEqual(ProjectInvoiceStatus.Confirmed, draft.Header.Status, draft.Header.Entity.GetAttributeValue<string>("pinv_lasterror"));
        Assert.AreEqual(50 - (Lines * 100m), site.MadeBy(draft.Id).Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.NetAmount));
        Assert.AreEqual(Lines, site.Billable().Count);
    }

    [TestMethod]
    public void A_canceled_confirmation_of_a_correction_leaves_the_books_as_they_were()
    {
        var site = Site.New();
        var invoice = Confirmed(site, milestone: true);
        site.Limit(5, 24);
        var draft = CorrectiveDraft.Of(site, invoice.Id);
        site.RunJobs();
        draft.With(invoice.Details[0], 0.5m, 100);
        var before = site.Books();

        site.Confirm(draft.Id);
        site.Organization.RunAsyncOperations(7);
        site.Cancel(draft.Id);
        site.RunJobs();

        Assert.AreEqual(ConfirmationStatus.None, draft.Header.ConfirmationStatus);
        site.AreTheBooksOf(before);
        draft.Confirm();
        site.RunJobs();
        Assert.AreEqual(ProjectInvoiceStatus.Confirmed, draft.Header.Status, draft.Header.Entity.GetAttributeValue<string>("pinv_lasterror"));
    }

    [TestMethod]
    public void A_write_that_fails_is_tried_again_and_nothing_is_there_twice()
    {
        foreach (
            var table in new[] { "msdyn_invoicelinetransaction", "msdyn_transactionconnection", "msdyn_transactionorigin", "pinv_confirmationchunk", "invoice" }
        )
        {
            var site = Site.New();
            var invoice = Confirmed(site);
            site.Limit(5, 24);
            var draft = CorrectiveDraft.Of(site, invoice.Id);
            site.Organization.Faults.ThrowAfterWrite(2, table);

            for (var run = 0; run < 4 && draft.Header.ConfirmationStatus == ConfirmationStatus.Preparing; run++)
            {
                site.RunJobs();
            }

            Assert.AreEqual(ConfirmationStatus.None, draft.Header.ConfirmationStatus, table);
            Assert.AreEqual(Lines, draft.Details.Count, table);
            Assert.AreEqual(
                Lines,
                site.All("msdyn_transactionconnection").Count(row => row.GetAttributeValue<string>("msdyn_transaction1role") == "Replacing"),
                table
            );
        }
    }

    [TestMethod]
    public void What_cannot_be_revised_stops_it_with_the_reason_and_resume_goes_on_when_it_is_mended()
    {
        var site = Site.New();
        var invoice = Confirmed(site);
        site.Limit(5, 24);
        var origin = site.All("msdyn_transactionorigin")
            .Single(row =>
                row.GetAttributeValue<string>("msdyn_origin") == invoice.Details[9].ToString("d")
                && row.GetAttributeValue<string>("msdyn_transactiontype") == "msdyn_actual"
            );
        site.Loader.Delete(origin.LogicalName, origin.Id);

        var draft = CorrectiveDraft.Of(site, invoice.Id);
        site.RunJobs();
        Assert.AreEqual(ConfirmationStatus.Failed, draft.Header.ConfirmationStatus);
        Assert.Contains(
            $"{RevisionErrors.DetailNotBilled.Code}: PF-1003 line 1 'Time 1 x 100': ",
            draft.Header.Entity.GetAttributeValue<string>("pinv_lasterror")
        );

        origin.Attributes.Remove("versionnumber");
        site.Loader.Create(
            new Entity(origin.LogicalName)
            {
                ["msdyn_name"] = origin["msdyn_name"],
                ["msdyn_origin"] = origin["msdyn_origin"],
                ["msdyn_origintype"] = origin["msdyn_origintype"],
                ["msdyn_transaction"] = origin["msdyn_transaction"],
                ["msdyn_transactiontype"] = origin["msdyn_transactiontype"],
            }
        );
        Assert.AreEqual(ConfirmationStatus.Preparing, site.Resume(draft.Id));
        site.RunJobs();

        Assert.AreEqual(ConfirmationStatus.None, draft.Header.ConfirmationStatus);
        Assert.AreEqual(Lines, draft.Details.Count);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(2)]
    public void Canceled_it_leaves_no_draft(int jobs)
    {
        var site = Site.New();
        var invoice = Confirmed(site);
        site.Limit(5, 24);
        var before = site.Books();
        var draft = CorrectiveDraft.Of(site, invoice.Id);
        if (jobs > 0)
        {
            site.Organization.RunAsyncOperations(jobs);
        }

        Assert.AreEqual(jobs == 0 ? ConfirmationStatus.None : ConfirmationStatus.Canceling, site.Cancel(draft.Id));
        site.RunJobs();

        site.AreTheBooksOf(before);
        Assert.AreEqual(0, site.All("pinv_confirmationchunk").Count);
        Assert.AreEqual(ConfirmationStatus.Preparing, CorrectiveDraft.Of(site, invoice.Id).Header.ConfirmationStatus, "It can be begun anew.");
    }

    [TestMethod]
    public void Canceled_it_leaves_a_draft_that_was_there_before_as_it_was()
    {
        var site = Site.New();
        var invoice = Confirmed(site);
        var other = site.Draft("PF-1004").With(2, 150);
        site.Limit(5, 24);
        CorrectiveDraft.Of(site, invoice.Id, draft: other.Id);
        site.Organization.RunAsyncOperations(2);

        site.Cancel(other.Id);
        site.RunJobs();

        var draft = new CorrectiveDraft(site, other.Id);
        Assert.AreEqual(ConfirmationStatus.None, draft.Header.ConfirmationStatus);
        Same(draft.Details.Select(row => row.Description!), "Time 2 x 150");
    }

    [TestMethod]
    public void Of_two_at_once_the_second_passes_over_what_the_first_has_taken()
    {
        var site = Site.New();
        var invoice = Confirmed(site);
        site.Limit(5, 24);
        var first = CorrectiveDraft.Of(site, invoice.Id);
        var second = CorrectiveDraft.Of(site, invoice.Id);

        site.RunJobs();

        Assert.AreEqual(Lines, first.Details.Count + second.Details.Count);
        Assert.AreEqual(Lines, first.Details.Concat(second.Details).Select(row => row.CorrectedDetail).Distinct().Count());
    }

    private static DraftInvoice Confirmed(Site site, bool milestone = false)
    {
        var invoice = site.Draft();
        for (var line = 0; line < (milestone ? Lines - 1 : Lines); line++)
        {
            invoice.With(1, 100, tax: 10);
        }

        return (milestone ? invoice.WithMilestone(100) : invoice).Confirm();
    }

    private static bool IsRefused(Action action) => Refusal.Of(action).StartsWith("PINV", StringComparison.Ordinal);
}
