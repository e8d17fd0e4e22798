using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Confirmation;

[TestClass]
internal sealed class When_an_invoice_has_1200_lines
{
    private const int Lines = 1200;

    [TestMethod]
    public void It_is_confirmed_in_one_transaction_with_a_handful_of_reads()
    {
        var site = Site.New();
        site.Organization.SetEnvironmentVariable("pinv_MaxSynchronousWrites", "20000");
        var invoice = site.Draft();
        for (var line = 0; line < Lines; line++)
        {
            invoice.With(1, 100 + line);
        }

        foreach (var table in new[] { "msdyn_actual", "msdyn_invoicelinetransaction", "msdyn_transactionconnection", "msdyn_transactionorigin" })
        {
            foreach (var message in new[] { "Retrieve", "RetrieveMultiple" })
            {
                site.Organization.RegisterStep(
                    new StepRegistration(Guid.NewGuid(), site.Organization.RegisterPluginType(typeof(CountsReads)), message, table, PipelineStage.PostOperation)
                );
            }
        }

        CountsReads.Count = 0;
        site.Organization.Faults.Clear();
        invoice.Confirm();
        var reads = CountsReads.Count;
        var writes = site.Organization.Faults.Writes;

        var made = site.MadeBy(invoice.Id);
        Assert.AreEqual(Lines * 2, made.Count);
        Assert.AreEqual(
            Enumerable.Range(0, Lines).Sum(line => 100m + line),
            made.Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.NetAmount)
        );

        // Validation and confirmation each read: details twice, connections, originals and two kinds of origins in three pages each.
        // Confirmation notes the originals as they were, for a withdrawal: three pages more.
        Assert.AreEqual((2 * (2 + (4 * 3))) + 3, reads);

        // Per line two actuals, two connections, five origins and the original; once the invoice twice, the message and its job.
        Assert.IsLessThanOrEqualTo((Lines * 10) + 10, writes);
    }
}
