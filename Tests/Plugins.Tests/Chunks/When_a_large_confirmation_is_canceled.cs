using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

[TestClass]
internal sealed class When_a_large_confirmation_is_canceled
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void Whenever_that_is_everything_is_as_before()
    {
        var invoice = EverythingInvoice.On(site);
        StopsAfterChunks.Register(site);
        site.Limit(50, 60);
        var before = Without(site.Books());
        var canceled = 0;

        for (var chunks = 0; ; chunks++)
        {
            var copy = site.Fork();
            copy.Confirm(invoice.Id);
            if (!StopsAfterChunks.Run(copy, chunks) || copy.Header(invoice.Id).IsConfirmed)
            {
                break;
            }

            var status = copy.Cancel(invoice.Id);
            Assert.AreEqual(
                chunks <= copy.ChunksOf(invoice.Id).Count(chunk => chunk.Kind == ChunkKind.Check) ? ConfirmationStatus.None : ConfirmationStatus.Canceling,
                status
            );
            copy.RunJobs();

            var header = copy.Header(invoice.Id);
            Assert.AreEqual(ConfirmationStatus.None, header.ConfirmationStatus);
            Assert.IsTrue(header.IsEditable);
            var after = Without(copy.Books());
            Assert.AreEqual(
                "",
                string.Join("\n", before.Except(after).Select(line => "missing " + line).Concat(after.Except(before).Select(line => "added " + line)).Take(20)),
                $"after {chunks} chunks"
            );
            Assert.IsFalse(copy.ChunksOf(invoice.Id).Any(chunk => chunk is { Kind: ChunkKind.Bill, Status: not ChunkStatus.Canceled }));
            canceled++;
        }

        Assert.IsGreaterThan(4, canceled);
    }

    [TestMethod]
    public void It_can_be_confirmed_again()
    {
        var invoice = EverythingInvoice.On(site);
        StopsAfterChunks.Register(site);
        site.Limit(50, 60);
        var straight = site.Fork();
        straight.Confirm(invoice.Id);
        straight.RunJobs();

        invoice.Confirm();
        Assert.IsTrue(StopsAfterChunks.Run(site, 4));
        site.Cancel(invoice.Id);
        site.RunJobs();
        invoice.Confirm();
        site.RunJobs();

        Assert.AreEqual(2, site.Header(invoice.Id).ConfirmationAttempt);
        site.AreTheBooksOf(straight.Books());
    }

    [TestMethod]
    public void A_run_that_began_meanwhile_is_not_canceled_with_the_chunks_of_the_one_before()
    {
        var invoice = EverythingInvoice.On(site);
        site.Limit(50, 60);
        invoice.Confirm();
        BeginsAnotherRun.Register(site);

        site.Expect(PluginErrors.ChangedMeanwhile, () => site.Cancel(invoice.Id));
        Assert.AreEqual(ConfirmationStatus.Scheduled, site.Header(invoice.Id).ConfirmationStatus);
    }

    [TestMethod]
    public void What_another_invoice_has_taken_since_is_not_taken_from_it()
    {
        var invoice = EverythingInvoice.On(site);
        StopsAfterChunks.Register(site);
        site.Limit(50, 60);
        var before = Without(site.Books());
        var known = site.All("msdyn_actual").Select(row => row.Id).ToList();
        invoice.Confirm();
        Assert.IsTrue(StopsAfterChunks.Run(site, AllButTheLast(invoice)));
        var again = site.MadeByNobodyYet().First(row => !known.Contains(row.Id) && row.BillingStatus == BillingStatus.UnbilledSalesCreated && !row.SkipSync);
        SetStatus(again.Id, BillingStatus.CustomerInvoiceCreated);

        Assert.AreEqual(ConfirmationStatus.Canceling, site.Cancel(invoice.Id));
        site.RunJobs();
        var header = site.Header(invoice.Id);
        Assert.AreEqual(ConfirmationStatus.Failed, header.ConfirmationStatus);
        Assert.IsTrue(header.IsPartlyBilled);
        Assert.Contains(
            $"{LargeConfirmationErrors.NotUndoable.Code}: PF-1003: msdyn_actual {again.Id:d} was changed",
            header.Entity.GetAttributeValue<string>(Invoice.LastErrorColumn)
        );

        SetStatus(again.Id, BillingStatus.UnbilledSalesCreated);
        Assert.AreEqual(ConfirmationStatus.Canceling, site.Resume(invoice.Id));
        site.RunJobs();
        Assert.AreEqual("", string.Join("\n", before.Except(Without(site.Books()))));
        Assert.AreEqual(ConfirmationStatus.None, site.Header(invoice.Id).ConfirmationStatus);
    }

    // Who wrote a row last is told as truly as when.
    private static List<string> Without(IReadOnlyList<string> books) => [.. books.Where(line => !line.Contains(" modifiedby: "))];

    private int AllButTheLast(DraftInvoice invoice)
    {
        var copy = site.Fork();
        copy.RunJobs();
        return copy.ChunksOf(invoice.Id).Count - 1;
    }

    private void SetStatus(Guid original, BillingStatus status) =>
        site.Loader.Update(new Entity("msdyn_actual", original) { ["msdyn_billingstatus"] = new OptionSetValue((int)status) });
}
