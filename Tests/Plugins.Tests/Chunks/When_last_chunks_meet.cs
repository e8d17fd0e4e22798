using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

[TestClass]
internal sealed class When_last_chunks_meet
{
    [TestMethod]
    public void Exactly_one_of_them_ends_the_phase()
    {
        var site = Site.New();
        var invoice = EverythingInvoice.On(site);
        site.Limit(50, 30);
        var alone = site.Fork();
        alone.Confirm(invoice.Id);
        alone.RunJobs();

        invoice.Confirm();
        Task.WaitAll([.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => site.RunJobs()))]);
        site.RunJobs();

        Assert.AreEqual(ConfirmationStatus.Complete, site.Header(invoice.Id).ConfirmationStatus);
        Assert.HasCount(1, site.All("pinv_integrationmessage").Select(row => new IntegrationMessage(row)).Where(message => message.Invoice == invoice.Id));
        site.AreTheBooksOf(alone.Books());
    }

    [TestMethod]
    public void The_chunk_of_an_invoice_that_was_canceled_meanwhile_leaves_no_trace()
    {
        var site = Site.New();
        var invoice = EverythingInvoice.On(site);
        StopsAfterChunks.Register(site);
        site.Limit(50, 60);
        invoice.Confirm();
        Assert.IsTrue(StopsAfterChunks.Run(site, 3));
        site.Cancel(invoice.Id);
        var canceling = site.Books();

        foreach (var chunk in site.ChunksOf(invoice.Id).Where(chunk => chunk.Kind == ChunkKind.Bill))
        {
            site.CarryOut(chunk.Id);
        }

        site.AreTheBooksOf(canceling);
    }
}
