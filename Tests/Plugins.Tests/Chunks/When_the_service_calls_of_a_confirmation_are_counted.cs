using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

[TestClass]
internal sealed class When_the_service_calls_of_a_confirmation_are_counted
{
    [TestMethod]
    public void A_small_one_writes_each_row_once_and_reads_by_the_page()
    {
        var (calls, rows, _) = Confirm(lines: 30);

        // The invoice alone is written more than once: its lock comes before its new status.
        Assert.IsInRange(rows, rows + 2, calls.Writes);
        Assert.IsLessThanOrEqualTo(MostReadsOfPart * 2, calls.Reads);
        Assert.AreEqual(0, calls.Others);
    }

    [TestMethod]
    public void A_large_one_writes_each_row_once_and_adds_a_few_calls_a_chunk()
    {
        var (calls, rows, chunks) = Confirm(lines: 1200);

        Assert.IsGreaterThanOrEqualTo(2, chunks);

        // A chunk is written, locked and closed; it locks the invoice and counts itself there.
        Assert.IsInRange(rows, rows + (5 * chunks) + 5, calls.Writes);
        Assert.IsLessThanOrEqualTo((MostReadsOfPart * (chunks + 1)) + 5, calls.Reads);
        Assert.AreEqual(chunks, calls.Others);
    }

    // Chunk and invoice, lines, details, connections, originals, their connections, sources of both, milestones and their details, contract customers, the
    // invoice's number, once more what is changed; several have a second page in the first pass.
    private const int MostReadsOfPart = 20;

    private static (CountsCalls Calls, int Rows, int Chunks) Confirm(int lines)
    {
        var site = Site.New();
        var invoice = site.Draft();
        for (var line = 0; line < lines; line++)
        {
            _ = (line % 20) switch
            {
                3 => invoice.WithMilestone(500),
                7 => invoice.AddedByHand(2, 150, BillingMethod.TimeAndMaterial),
                _ => invoice.With(8, 100 + line),
            };
        }

        for (var line = 1; line < lines; line += 20)
        {
            site.Manager.Update(
                new Entity("msdyn_invoicelinetransaction", invoice.Details[line]) { ["msdyn_quantity"] = 6m, ["msdyn_amount"] = new Money(6 * (100 + line)) }
            );
        }

        var version = site.Organization.CommittedVersion;
        var calls = new CountsCalls();
        site.Organization.PluginCallObserver = calls;
        invoice.Confirm();
        site.Organization.RunAsyncOperations();
        site.Organization.PluginCallObserver = null;

        var header = new Invoice(site.Read("invoice", invoice.Id));
        Assert.AreEqual(ConfirmationStatus.Complete, header.ConfirmationStatus, header.Entity.GetAttributeValue<string>("pinv_lasterror"));
        var changed = site.Organization.CountRowsChangedSince(version);
        var chunks = changed.TryGetValue(ConfirmationChunk.Table, out var found) ? found : 0;
        return (calls, changed.Where(table => table.Key is not ("asyncoperation" or ConfirmationChunk.Table)).Sum(table => table.Value), chunks);
    }
}
