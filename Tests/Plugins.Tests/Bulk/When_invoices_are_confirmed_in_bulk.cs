using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Bulk;

[TestClass]
internal sealed class When_invoices_are_confirmed_in_bulk
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void Each_is_confirmed_on_its_own_and_a_faulty_one_stops_no_other()
    {
        var good = site.Draft("PF-1").With(8, 200);
        var faulty = site.Draft("PF-2").With(1, 100);
        var confirmed = site.Draft("PF-3").With(1, 100).Confirm();
        var unknown = Guid.NewGuid();
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", faulty.Details[0]) { ["msdyn_price"] = null });

        var results = Confirm(good.Id, faulty.Id, confirmed.Id, unknown);

        Assert.AreEqual(ConfirmationStatus.Scheduled, results[good.Id].ConfirmationStatus);
        Assert.AreEqual(ConfirmationStatus.Scheduled, results[faulty.Id].ConfirmationStatus);
        Assert.AreEqual(ConfirmationStatus.Complete, results[confirmed.Id].ConfirmationStatus);
        Assert.StartsWith($"{ConfirmationErrors.AlreadyConfirmed.Code}: PF-3: ", Reason(results[confirmed.Id].Entity)!);
        Assert.StartsWith($"{BulkErrors.UnknownInvoice.Code}: ", Reason(results[unknown].Entity)!);
        Assert.AreEqual(0, site.MadeBy(good.Id).Count);

        site.Organization.RunAsyncOperations();

        Assert.AreEqual(ConfirmationStatus.Complete, Read(good).ConfirmationStatus);
        Assert.AreEqual(ProjectInvoiceStatus.Confirmed, Read(good).Status);
        Assert.AreEqual(2, site.MadeBy(good.Id).Count);
        Assert.AreEqual(ConfirmationStatus.Failed, Read(faulty).ConfirmationStatus);
        Assert.AreEqual(ProjectInvoiceStatus.Draft, Read(faulty).Status);
        StringAssert.Contains(Reason(Read(faulty).Entity), $"{ConfirmationErrors.NoPrice.Code}: PF-2 line 1");
        Assert.AreEqual(0, site.MadeBy(faulty.Id).Count);
        Assert.AreEqual(
            "Complete, Failed",
            string.Join(
                ", ",
                site.All("pinv_confirmationchunk").Select(row => new ConfirmationChunk(row).Status.ToString()).OrderBy(it => it, StringComparer.Ordinal)
            )
        );
    }

    [TestMethod]
    public void A_failed_one_can_be_edited_and_confirmed_again()
    {
        var invoice = site.Draft().With(8, 200);
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_price"] = null });
        Confirm(invoice.Id);
        site.Organization.RunAsyncOperations();

        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_price"] = new Money(200) });
        Confirm(invoice.Id);
        site.Organization.RunAsyncOperations();

        Assert.AreEqual(ConfirmationStatus.Complete, Read(invoice).ConfirmationStatus);
        Assert.AreEqual(2, site.MadeBy(invoice.Id).Count);
        Assert.IsNull(Reason(Read(invoice).Entity));
    }

    [TestMethod]
    public void Those_that_wait_are_locked_and_can_be_released()
    {
        var invoice = site.Draft().With(8, 200);
        Confirm(invoice.Id);

        site.Expect(ProtectionErrors.InvoiceBusy, () => site.Manager.Update(new Entity("invoice", invoice.Id) { ["name"] = "another" }));
        site.Expect(
            ProtectionErrors.InvoiceBusy,
            () => site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_quantity"] = 2m })
        );
        site.Expect(ProtectionErrors.InvoiceBusy, () => site.Manager.Delete("invoice", invoice.Id));
        site.Expect(ConfirmationErrors.Running, () => site.Confirm(invoice.Id));
        Assert.StartsWith($"{ConfirmationErrors.Running.Code}: ", Reason(Confirm(invoice.Id)[invoice.Id].Entity)!);

        site.Manager.Execute(new OrganizationRequest("pinv_CancelConfirmation") { ["Target"] = new EntityReference("invoice", invoice.Id) });
        site.Organization.RunAsyncOperations();

        Assert.AreEqual(0, site.MadeBy(invoice.Id).Count);
        Assert.AreEqual(ConfirmationStatus.None, Read(invoice).ConfirmationStatus);
        site.Manager.Delete("invoice", invoice.Id);
    }

    [TestMethod]
    public void A_large_one_is_confirmed_in_chunks()
    {
        site.Organization.SetEnvironmentVariable("pinv_MaxSynchronousWrites", "5");
        site.Organization.SetEnvironmentVariable("pinv_WritesPerChunk", "20");
        var invoice = site.Draft().With(8, 200).With(1, 100).With(2, 100);

        Confirm(invoice.Id);
        var run = site.Organization.RunAsyncOperations();

        Assert.AreEqual(0, run.Failed);
        Assert.AreEqual(ConfirmationStatus.Complete, Read(invoice).ConfirmationStatus);
        Assert.AreEqual(6, site.MadeBy(invoice.Id).Count);
        Assert.AreEqual(1, site.All("pinv_integrationmessage").Count);
    }

    [TestMethod]
    public void It_happens_in_the_name_of_who_asked_for_it()
    {
        var reader = Guid.NewGuid();
        // Who owns rows must be able to read their table.
        string[] reads = ["prvReadinvoice", "prvReadpinv_confirmationchunk"];
        site.Organization.RegisterRole(new RoleRegistration(Guid.NewGuid(), "Once a manager", ["prvWriteinvoice", .. reads]));
        site.Organization.RegisterUser(new UserRegistration(reader, "Once a manager", ["Once a manager"]));
        var invoice = site.Draft().With(8, 200);
        Confirm(site.Organization.CreateService(reader), invoice.Id);

        site.Organization.RegisterRole(new RoleRegistration(Guid.NewGuid(), "Reads only", reads));
        site.Organization.RegisterUser(new UserRegistration(reader, "Once a manager", ["Reads only"]));
        site.Organization.RunAsyncOperations();

        Assert.AreEqual(ConfirmationStatus.Failed, Read(invoice).ConfirmationStatus);
        StringAssert.Contains(Reason(Read(invoice).Entity), $"{PluginErrors.AccessMissing.Code}: ");
        StringAssert.Contains(Reason(Read(invoice).Entity), "prvWriteinvoice");
        Assert.AreEqual(0, site.MadeBy(invoice.Id).Count);
    }

    [TestMethod]
    public void What_is_no_list_of_ids_is_refused()
    {
        site.Expect(BulkErrors.NotAnId, () => Confirm("PF-1003"));
        site.Expect(BulkErrors.WrongNumber, () => Confirm(" , "));
        site.Expect(BulkErrors.WrongNumber, () => Confirm(string.Join(",", Enumerable.Range(0, 1001).Select(_ => Guid.NewGuid().ToString("d")))));
    }

    private Dictionary<Guid, Invoice> Confirm(params Guid[] invoices) => Confirm(site.Manager, invoices);

    private static Dictionary<Guid, Invoice> Confirm(IOrganizationService service, params Guid[] invoices) =>
        ((EntityCollection)service.Execute(Request(string.Join(",", invoices.Select(id => id.ToString("d")))))["Results"]).Entities.ToDictionary(
            row => row.Id,
            row => new Invoice(row)
        );

    private void Confirm(string invoices) => site.Manager.Execute(Request(invoices));

    private static OrganizationRequest Request(string invoices) => new("pinv_BulkConfirmInvoices") { ["Invoices"] = invoices };

    private Invoice Read(DraftInvoice invoice) => new(site.Read("invoice", invoice.Id));

    private static string? Reason(Entity invoice) => invoice.GetAttributeValue<string>("pinv_lasterror");
}
