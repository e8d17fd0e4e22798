using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

[TestClass]
internal sealed class When_the_first_pass_finds_faults
{
    private readonly Site site = Site.New().Limit(10, 40);

    [TestMethod]
    public void Nothing_is_billed_and_the_faults_are_rows_that_people_read()
    {
        var invoice = Faulty();
        var before = site.Books();
        invoice.Confirm();
        var jobs = site.RunJobs();

        Assert.AreEqual(0, jobs.Failed);
        var header = site.Header(invoice.Id);
        Assert.AreEqual(ConfirmationStatus.Failed, header.ConfirmationStatus);
        Assert.AreEqual(ProjectInvoiceStatus.Draft, header.Status);
        Assert.IsTrue(header.IsEditable);
        var lastError = header.Entity.GetAttributeValue<string>(Invoice.LastErrorColumn);
        Assert.StartsWith($"{LargeConfirmationErrors.FaultsFound.Code}: PF-1003: The first pass found 2 faults; nothing was billed.", lastError);
        Assert.Contains($"{ConfirmationErrors.NoPrice.Code}: PF-1003 line 1 'Time 3 x 100': ", lastError);

        var chunk = site.ChunksOf(invoice.Id).Single();
        Assert.AreEqual(ChunkStatus.Complete, chunk.Status);
        var faults = chunk.Faults!.Split('\n');
        Assert.HasCount(2, faults);
        Assert.IsTrue(faults.Any(fault => fault.StartsWith($"{ConfirmationErrors.NoPrice.Code}: PF-1003 line 1 'Time 3 x 100': ", StringComparison.Ordinal)));
        Assert.IsTrue(
            faults.Any(fault => fault.StartsWith($"{ConfirmationErrors.OriginalNotTaken.Code}: PF-1003 line 1 'Time 5 x 100': ", StringComparison.Ordinal))
        );

        var changed = site.Books().Except(before).ToList();
        Assert.IsTrue(changed.All(line => line.StartsWith($"invoice {invoice.Id:d} ", StringComparison.Ordinal)), string.Join("\n", changed));
    }

    [TestMethod]
    public void It_can_be_mended_and_confirmed_again()
    {
        var invoice = Faulty().Confirm();
        site.RunJobs();

        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[2]) { ["msdyn_price"] = new Money(100) });
        Take(invoice.Originals[4], BillingStatus.CustomerInvoiceCreated);
        invoice.Confirm();
        site.RunJobs();

        Assert.AreEqual(ConfirmationStatus.Complete, site.Header(invoice.Id).ConfirmationStatus);
        Assert.AreEqual(2, site.Header(invoice.Id).ConfirmationAttempt);
        Assert.IsNull(site.Header(invoice.Id).Entity.GetAttributeValue<string>(Invoice.LastErrorColumn));
        Assert.HasCount(24, site.MadeBy(invoice.Id));
    }

    [TestMethod]
    public void It_is_not_resumed_but_confirmed_again()
    {
        var invoice = Faulty().Confirm();
        site.RunJobs();

        site.Expect(LargeConfirmationErrors.NothingToResume, () => site.Resume(invoice.Id));
        Assert.AreEqual(ConfirmationStatus.None, site.Cancel(invoice.Id));
        Assert.IsTrue(site.Header(invoice.Id).IsEditable);
    }

    [TestMethod]
    public void An_original_billed_twice_is_found_across_chunks()
    {
        var invoice = site.Draft();
        for (var line = 0; line < 1010; line++)
        {
            invoice.AddedByHand(1, 10, BillingMethod.FixedPrice);
        }

        invoice.With(8, 200).WithMilestone(100);
        BillAgain(invoice);
        invoice.Confirm();
        site.RunJobs();

        Assert.HasCount(2, site.ChunksOf(invoice.Id));
        var faults = string.Join("\n", site.ChunksOf(invoice.Id).Select(chunk => chunk.Faults).OfType<string>()).Split('\n');
        Assert.AreEqual(
            1,
            faults.Count(fault => fault.StartsWith($"{ConfirmationErrors.OriginalBilledTwice.Code}: ", StringComparison.Ordinal)),
            string.Join("\n", faults)
        );
        Assert.AreEqual(1, faults.Count(fault => fault.StartsWith($"{ConfirmationErrors.MilestoneBilledTwice.Code}: ", StringComparison.Ordinal)));
        Assert.AreEqual(2, faults.Length);
    }

    [TestMethod]
    public void Details_of_two_companies_are_found_across_chunks()
    {
        var invoice = site.Draft();
        for (var line = 0; line < 1001; line++)
        {
            invoice.AddedByHand(1, 10, BillingMethod.FixedPrice);
        }

        // The last one is alone in its chunk.
        var last = invoice.Details.OrderBy(id => id).Last();
        site.Loader.Update(new Entity("msdyn_invoicelinetransaction", last) { ["msdyn_project"] = InCompany("FRRT") });
        invoice.Confirm();
        site.RunJobs();

        Assert.HasCount(2, site.ChunksOf(invoice.Id));
        Assert.AreEqual(ConfirmationStatus.Failed, site.Header(invoice.Id).ConfirmationStatus);
        Assert.Contains(
            $"{FormErrors.CompaniesDiffer.Code}: PF-1003: Its details belong to companies FRRT, USMF. Take the details of all but one off the invoice",
            site.Header(invoice.Id).Entity.GetAttributeValue<string>(Invoice.LastErrorColumn)
        );
        Assert.IsEmpty(site.MadeBy(invoice.Id));
    }

    private EntityReference InCompany(string code)
    {
        var company = new EntityReference("cdm_company", site.Loader.Create(new Entity("cdm_company") { ["cdm_companycode"] = code }));
        var project = new Entity("msdyn_project")
        {
            ["msdyn_subject"] = "Paris",
            ["msdyn_calendarid"] = "none",
            ["msdyn_owningcompany"] = company,
        };
        return new EntityReference("msdyn_project", site.Loader.Create(project));
    }

    private DraftInvoice Faulty()
    {
        var invoice = site.Draft();
        for (var quantity = 1; quantity <= 12; quantity++)
        {
            invoice.With(quantity, 100);
        }

        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[2]) { ["msdyn_price"] = null });
        Take(invoice.Originals[4], BillingStatus.UnbilledSalesCreated);
        return invoice;
    }

    private void Take(Guid original, BillingStatus status) =>
        site.Loader.Update(new Entity("msdyn_actual", original) { ["msdyn_billingstatus"] = new OptionSetValue((int)status) });

    // The second details stand at the end of the invoice, the first ones on its first line, so that they fall into different chunks.
    private void BillAgain(DraftInvoice invoice)
    {
        var last = site.Manager.Create(
            new Entity("invoicedetail")
            {
                ["invoicedetailname"] = "Again",
                ["invoiceid"] = new EntityReference("invoice", invoice.Id),
                ["salesorderdetailid"] = site.TimeAndMaterialLine,
                ["lineitemnumber"] = 99,
                ["msdyn_billingmethod"] = new OptionSetValue((int)BillingMethod.TimeAndMaterial),
                ["transactioncurrencyid"] = site.Currency,
            }
        );
        foreach (var detail in invoice.Details.Skip(1010).ToList())
        {
            var again = new Entity("msdyn_invoicelinetransaction", Guid.NewGuid());
            foreach (
                var column in site.Read("msdyn_invoicelinetransaction", detail)
                    .Attributes.Where(column =>
                        column.Key.StartsWith("msdyn_", StringComparison.Ordinal) || column.Key is "transactioncurrencyid" or "pinv_milestoneid"
                    )
            )
            {
                again[column.Key] = column.Value;
            }

            again.Attributes.Remove("msdyn_invoicelinetransactionid");
            again["msdyn_invoicelineid"] = new EntityReference("invoicedetail", last);
            site.Manager.Create(again);
            foreach (
                var connection in site.All("msdyn_transactionconnection")
                    .Where(row => row.GetAttributeValue<string>("msdyn_transaction1") == detail.ToString("d"))
            )
            {
                site.Loader.Create(
                    new Entity("msdyn_transactionconnection")
                    {
                        ["msdyn_transaction1"] = again.Id.ToString("d"),
                        ["msdyn_transaction1role"] = "Billed Sales",
                        ["msdyn_transaction1type"] = "msdyn_invoicelinetransaction",
                        ["msdyn_transaction2"] = connection["msdyn_transaction2"],
                        ["msdyn_transaction2role"] = "Unbilled Sales",
                        ["msdyn_transaction2type"] = "msdyn_actual",
                    }
                );
            }
        }
    }
}
