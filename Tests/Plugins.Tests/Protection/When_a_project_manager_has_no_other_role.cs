using System.ServiceModel;
using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Protection;

/// <summary>With the privileges that the solution's role brings, and no other.</summary>
[TestClass]
internal sealed class When_a_project_manager_has_no_other_role
{
    private const int PrivilegeDenied = unchecked((int)0x80040220);

    private readonly Site site = Site.New();
    private readonly IOrganizationService manager;

    public When_a_project_manager_has_no_other_role()
    {
        var id = Guid.NewGuid();
        site.Organization.RegisterUser(new UserRegistration(id, "Manager", ["Project Invoice Manager"]));
        manager = site.Organization.CreateService(id);
    }

    [TestMethod]
    public void Invoices_are_prepared_edited_and_deleted()
    {
        var invoice = manager.Create(
            new Entity("invoice")
            {
                ["name"] = "PF-1",
                ["invoicenumber"] = "PF-1",
                ["customerid"] = site.Customer,
                ["salesorderid"] = site.Contract,
                ["transactioncurrencyid"] = site.Currency,
                ["pricelevelid"] = site.PriceList,
            }
        );
        var line = manager.Create(
            new Entity("invoicedetail")
            {
                ["invoicedetailname"] = "Consulting",
                ["invoiceid"] = new EntityReference("invoice", invoice),
                ["salesorderdetailid"] = site.TimeAndMaterialLine,
                ["quantity"] = 1m,
            }
        );
        var detail = manager.Create(
            new Entity("msdyn_invoicelinetransaction")
            {
                ["msdyn_description"] = "by hand",
                ["msdyn_invoice"] = new EntityReference("invoice", invoice),
                ["msdyn_invoicelineid"] = new EntityReference("invoicedetail", line),
                ["msdyn_documentdate"] = new DateTime(2026, 9, 14),
                ["msdyn_startdatetime"] = new DateTime(2026, 9, 14),
                ["msdyn_enddatetime"] = new DateTime(2026, 9, 14),
            }
        );

        manager.Update(new Entity("msdyn_invoicelinetransaction", detail) { ["msdyn_quantity"] = 2m });
        manager.Delete("msdyn_invoicelinetransaction", detail);
        manager.Delete("invoicedetail", line);
        manager.Delete("invoice", invoice);
    }

    [TestMethod]
    public void Invoices_are_confirmed_revised_and_paid()
    {
        var single = site.Draft("PF-1").With(8, 200).WithMilestone(5000);
        var bulk = site.Draft("PF-2").With(1, 100);
        var stopped = site.Draft("PF-3").With(1, 100);

        manager.Execute(new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = new EntityReference("invoice", single.Id) });
        manager.Execute(new OrganizationRequest("pinv_BulkConfirmInvoices") { ["Invoices"] = $"{bulk.Id:d},{stopped.Id:d}" });
        manager.Execute(new OrganizationRequest("pinv_CancelConfirmation") { ["Target"] = new EntityReference("invoice", stopped.Id) });
        site.Organization.RunAsyncOperations();
        var revised = (EntityReference)
            manager.Execute(new OrganizationRequest("pinv_ReviseInvoice") { ["Target"] = new EntityReference("invoice", bulk.Id) })["Invoice"];
        manager.Execute(new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = revised });
        manager.Update(new Entity("invoice", single.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Paid) });

        Assert.AreEqual(3, site.MadeBy(single.Id).Count);
        Assert.AreEqual(2, site.MadeBy(bulk.Id).Count);
        Assert.AreEqual(0, site.MadeBy(stopped.Id).Count);
        Assert.AreEqual(ProjectInvoiceStatus.Confirmed, new Invoice(site.Read("invoice", revised.Id)).Status);
        Assert.AreEqual(3, Count("pinv_integrationmessage"));
        Assert.AreEqual(2, Count("pinv_confirmationchunk"));
    }

    [TestMethod]
    public void Actuals_and_retainers_are_kept()
    {
        var invoice = site.Draft().With(8, 200);
        manager.Update(
            new Entity("msdyn_actual", invoice.Originals[0])
            {
                ["msdyn_externaldescription"] = "another",
                ["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.ReadyToInvoice),
            }
        );
        var retainer = manager.Create(
            new Entity("pinv_retainer")
            {
                ["pinv_name"] = "Kick-off",
                ["pinv_contractid"] = site.Contract,
                ["pinv_contractcustomerid"] = site.ContractCustomer,
                ["pinv_amount"] = new Money(1000),
            }
        );
        manager.Update(new Entity("pinv_retainer", retainer) { ["pinv_amount"] = new Money(900) });
        manager.Delete("pinv_retainer", retainer);
    }

    [TestMethod]
    public void The_books_and_the_integration_are_out_of_reach()
    {
        var invoice = site.Draft().With(8, 200).Confirm();
        var message = site.All("pinv_integrationmessage").Single().Id;

        Refused(() => manager.Create(new Entity("pinv_integrationmessage") { ["pinv_name"] = "by hand" }));
        Refused(() => manager.Update(new Entity("pinv_integrationmessage", message) { ["pinv_name"] = "another" }));
        Refused(() => manager.Delete("pinv_integrationmessage", message));
        Refused(() => manager.Create(new Entity("pinv_confirmationchunk") { ["pinv_name"] = "by hand" }));
        Refused(() => manager.Create(new Entity("msdyn_actual")));
        Refused(() => manager.Delete("msdyn_actual", invoice.Originals[0]));
        Refused(() => manager.Delete("account", site.Customer.Id));
        Refused(() => manager.Delete("salesorder", site.Contract.Id));
        Refused(() => manager.Delete("pricelevel", site.PriceList.Id));
        Refused(() => manager.Create(new Entity("environmentvariablevalue") { ["value"] = "no" }));
        site.Expect(
            DeliveryErrors.NotAdministrator,
            () => manager.Execute(new OrganizationRequest("pinv_ResendInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) })
        );
        site.Expect(
            PostingErrors.NotAllowed,
            () =>
                manager.Execute(
                    new OrganizationRequest("pinv_RecordJournalPosting")
                    {
                        ["JournalNumber"] = "J-1",
                        ["Actuals"] = new EntityCollection([]) { EntityName = "msdyn_actual" },
                    }
                )
        );
    }

    [TestMethod]
    public void The_role_grants_no_writing_of_what_only_the_product_writes()
    {
        var role = site.All("role").Single(row => row.GetAttributeValue<string>("name") == "Project Invoice Manager").Id;
        var names = site.All("privilege").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("name"));
        var granted = site.All("roleprivileges")
            .Where(row => row.GetAttributeValue<Guid>("roleid") == role)
            .Select(row => names[row.GetAttributeValue<Guid>("privilegeid")]);

        CollectionAssert.DoesNotContain(granted.ToList(), "prvCreatemsdyn_actual");
        // Chunks are deleted with their draft, and by a step of their own not otherwise.
        string[] deletable = ["invoice", "invoicedetail", "msdyn_invoicelinetransaction", "pinv_retainer", "pinv_confirmationchunk"];
        string[] readOnly = ["pinv_integrationmessage", "pinv_nottoexceed", "account", "salesorder", "pricelevel", "environmentvariablevalue"];
        Assert.AreEqual("", Named("prvDelete", deletable, except: true));
        foreach (var right in new[] { "prvCreate", "prvWrite", "prvDelete" })
        {
            Assert.AreEqual("", Named(right, readOnly, except: false));
        }

        string Named(string right, IEnumerable<string> tables, bool except) =>
            string.Join(
                ", ",
                granted
                    .Where(name => name.StartsWith(right, StringComparison.OrdinalIgnoreCase))
                    .Select(name => name.Substring(right.Length).ToLowerInvariant())
                    .Where(table => tables.Contains(table) != except)
                    .Distinct()
            );
    }

    private int Count(string table) => manager.RetrieveMultiple(new QueryExpression(table)).Entities.Count;

    // By the platform for want of a privilege, or by a step that comes before it asks for one.
    private static void Refused(Action action)
    {
        var fault = Assert.Throws<FaultException<OrganizationServiceFault>>(action).Detail;
        Assert.IsTrue(fault.ErrorCode == PrivilegeDenied || fault.Message.StartsWith("PINV11", StringComparison.Ordinal), fault.Message);
    }
}
