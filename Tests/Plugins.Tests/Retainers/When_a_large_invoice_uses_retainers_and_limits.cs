using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Chunks;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Retainers;

[TestClass]
internal sealed class When_a_large_invoice_uses_retainers_and_limits
{
    private readonly Site site = Site.New();
    private readonly Guid retainer;
    private readonly Guid limit;

    public When_a_large_invoice_uses_retainers_and_limits()
    {
        retainer = site.InvoicedRetainer(1000);
        limit = site.Limit(10000, site.TimeAndMaterialLine);
        site.Limit(20, 40);
    }

    [TestMethod]
    public void Chunks_leave_the_same_as_one_transaction()
    {
        var invoice = Draft();
        var atOnce = site.Fork().Limit(100_000, 100_000);
        atOnce.Confirm(invoice.Id);

        invoice.Confirm();
        site.RunJobs();

        site.AreTheBooksOf(atOnce.Books());
        Assert.AreEqual("Refunded, 900.00 of 1000.00 used, -100.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
        Assert.AreEqual(9600, Billed());
        Assert.AreEqual(site.ContractCustomer.Id, site.Header(invoice.Id).ContractCustomer);
    }

    [TestMethod]
    public void The_totals_are_those_of_the_whole_invoice()
    {
        site.Limit(5, 40);
        site.Loader.Update(new Entity("pinv_nottoexceed", limit) { ["pinv_amount"] = new Money(9000) });
        var invoice = Draft().AddedByHand(1, 1, BillingMethod.TimeAndMaterial).Confirm();
        site.RunJobs();

        var header = site.Header(invoice.Id);
        Assert.AreEqual(ConfirmationStatus.Failed, header.ConfirmationStatus);
        StringAssert.Contains((string)site.Read("invoice", invoice.Id)["pinv_lasterror"], $"{LimitErrors.Exceeded.Code}: PF-1003: ");
        Assert.IsFalse(header.IsPartlyBilled);
        Assert.AreEqual(0, Billed());
        Assert.AreEqual("Invoiced, 0.00 of 1000.00 used, -1000.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
    }

    [TestMethod]
    public void A_cancellation_gives_both_back_however_far_billing_has_got()
    {
        var invoice = Draft();
        var before = site.Books();
        invoice.Confirm();
        var checkedOnly = site.Fork();
        while (checkedOnly.Header(invoice.Id).ConfirmationStatus == ConfirmationStatus.Scheduled)
        {
            checkedOnly.CarryOut(checkedOnly.ChunksOf(invoice.Id).First(chunk => chunk.Status == ChunkStatus.Pending).Id);
        }

        var chunks = checkedOnly.ChunksOf(invoice.Id).Where(chunk => chunk.Kind == ChunkKind.Bill).ToList();
        Assert.AreEqual(9600, checkedOnly.Read("pinv_nottoexceed", limit).GetAttributeValue<Money>("pinv_billedamount").Value);
        for (var billed = 0; billed < chunks.Count; billed++)
        {
            var stopped = checkedOnly.Fork();
            foreach (var chunk in chunks.Take(billed))
            {
                stopped.CarryOut(chunk.Id);
            }

            stopped.Cancel(invoice.Id);
            stopped.RunJobs();

            Assert.AreEqual(ConfirmationStatus.None, stopped.Header(invoice.Id).ConfirmationStatus, $"after {billed}");
            Assert.AreEqual(0, stopped.Read("pinv_nottoexceed", limit).GetAttributeValue<Money>("pinv_billedamount")?.Value ?? 0, $"after {billed}");
            Assert.AreEqual("Invoiced, 0.00 of 1000.00 used, -1000.00 open as UnbilledSalesCreated", Books.Of(stopped, retainer), $"after {billed}");
            Assert.AreEqual(
                before.Count(line => line.StartsWith("msdyn_", StringComparison.Ordinal)),
                stopped.Books().Count(line => line.StartsWith("msdyn_", StringComparison.Ordinal)),
                $"after {billed}"
            );
        }
    }

    // Six details of their own, three that use the retainer.
    private DraftInvoice Draft()
    {
        var draft = site.Draft();
        for (var line = 0; line < 6; line++)
        {
            draft.With(8, 200);
        }

        return draft
            .WithRetainer(retainer, RetainerAction.Apply, -300)
            .WithRetainer(retainer, RetainerAction.Apply, -400)
            .WithRetainer(retainer, RetainerAction.Refund, -200);
    }

    private decimal Billed() => site.Read("pinv_nottoexceed", limit).GetAttributeValue<Money>("pinv_billedamount")?.Value ?? 0;
}
