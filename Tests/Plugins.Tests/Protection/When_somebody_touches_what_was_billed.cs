using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Protection;

[TestClass]
internal sealed class When_somebody_touches_what_was_billed
{
    private readonly Site site = Site.New();
    private readonly DraftInvoice invoice;

    public When_somebody_touches_what_was_billed()
    {
        invoice = site.Draft().With(8, 200).WithMilestone(5000);
    }

    [TestMethod]
    public void Connections_and_origins_are_free_in_a_draft_and_stay_once_it_is_billed()
    {
        var connection = site.All("msdyn_transactionconnection").Single().Id;
        var origin = site.All("msdyn_transactionorigin")[0].Id;
        site.Manager.Update(new Entity("msdyn_transactionconnection", connection) { ["msdyn_name"] = "another" });

        invoice.Confirm();

        site.Expect(
            ProtectionErrors.LinkReadOnly,
            () => site.Manager.Update(new Entity("msdyn_transactionconnection", connection) { ["msdyn_transaction2"] = Guid.NewGuid().ToString("d") })
        );
        site.Expect(ProtectionErrors.LinkReadOnly, () => site.Manager.Delete("msdyn_transactionconnection", connection));
        site.Expect(ProtectionErrors.LinkReadOnly, () => site.Manager.Delete("msdyn_transactionorigin", origin));
        var made = site.All("msdyn_transactionconnection").First(row => row.Id != connection);
        site.Expect(ProtectionErrors.LinkReadOnly, () => site.Manager.Delete("msdyn_transactionconnection", made.Id));
        site.Expect(
            ProtectionErrors.LinkReadOnly,
            () =>
                site.Manager.Create(
                    new Entity("msdyn_transactionconnection")
                    {
                        ["msdyn_transaction1"] = invoice.Details[0].ToString("D"),
                        ["msdyn_transaction1type"] = "msdyn_invoicelinetransaction",
                        ["msdyn_transaction1role"] = "Billed Sales",
                        ["msdyn_transaction2"] = Guid.NewGuid().ToString("d"),
                        ["msdyn_transaction2type"] = "msdyn_actual",
                        ["msdyn_transaction2role"] = "Unbilled Sales",
                    }
                )
        );
        site.Expect(
            ProtectionErrors.LinkReadOnly,
            () =>
                site.Manager.Create(
                    new Entity("msdyn_transactionorigin")
                    {
                        ["msdyn_origin"] = Guid.NewGuid().ToString("d"),
                        ["msdyn_origintype"] = "msdyn_timeentry",
                        ["msdyn_transaction"] = site.MadeBy(invoice.Id)[0].Id.ToString("d"),
                        ["msdyn_transactiontype"] = "msdyn_actual",
                    }
                )
        );
    }

    [TestMethod]
    public void Connections_and_origins_are_free_in_a_draft_whose_original_names_it()
    {
        site.Loader.Update(new Entity("msdyn_actual", invoice.Originals[0]) { ["msdyn_invoice"] = new EntityReference("invoice", invoice.Id) });
        var connection = site.All("msdyn_transactionconnection").Single().Id;

        site.Manager.Update(new Entity("msdyn_transactionconnection", connection) { ["msdyn_transaction2role"] = "unbilled sales" });
        invoice.Confirm();

        site.Expect(ProtectionErrors.LinkReadOnly, () => site.Manager.Delete("msdyn_transactionconnection", connection));
    }

    [TestMethod]
    public void What_a_draft_and_its_original_name_can_be_deleted()
    {
        var category = site.Manager.Create(new Entity("msdyn_transactioncategory") { ["msdyn_name"] = "Travel" });
        site.Loader.Update(
            new Entity("msdyn_actual", invoice.Originals[0])
            {
                ["msdyn_invoice"] = new EntityReference("invoice", invoice.Id),
                ["msdyn_transactioncategory"] = new EntityReference("msdyn_transactioncategory", category),
            }
        );

        site.Manager.Delete("msdyn_transactioncategory", category);
    }

    [TestMethod]
    public void A_connection_is_not_deleted_while_its_invoice_is_confirmed()
    {
        var connection = site.All("msdyn_transactionconnection").Single().Id;
        Meanwhile.Before(site, "Delete", "msdyn_transactionconnection", () => invoice.Confirm());

        Assert.StartsWith($"{ProtectionErrors.LinkReadOnly.Code}: ", Refusal.Of(() => site.Manager.Delete("msdyn_transactionconnection", connection)));
    }

    [TestMethod]
    public void A_milestone_is_free_until_it_is_billed()
    {
        var milestone = invoice.Milestones[0];
        Milestone("msdyn_milestonedate", new DateTime(2026, 10, 1));

        invoice.Confirm();

        site.Expect(ProtectionErrors.MilestoneReadOnly, () => Milestone("msdyn_amount", new Money(1)));
        site.Expect(ProtectionErrors.MilestoneReadOnly, () => Milestone("msdyn_invoicestatus", new OptionSetValue((int)MilestoneStatus.Ready)));
        site.Expect(ProtectionErrors.MilestoneReadOnly, () => site.Manager.Delete("msdyn_contractlinescheduleofvalue", milestone));
        Assert.StartsWith($"{ProtectionErrors.MilestoneReadOnly.Code}: Milestone 'Go-live': ", Refusal.Of(() => Milestone("msdyn_amount", new Money(1))));
        Milestone("msdyn_description", "another");

        void Milestone(string column, object value) => site.Manager.Update(new Entity("msdyn_contractlinescheduleofvalue", milestone) { [column] = value });
    }

    [TestMethod]
    public void What_invoices_tell_about_a_retainer_is_not_entered_by_hand()
    {
        var retainer = site.Manager.Create(
            new Entity("pinv_retainer")
            {
                ["pinv_name"] = "Kick-off",
                ["pinv_contractid"] = site.Contract,
                ["pinv_contractcustomerid"] = site.ContractCustomer,
                ["pinv_amount"] = new Money(1000),
                ["pinv_status"] = new OptionSetValue((int)RetainerStatus.Open),
                ["transactioncurrencyid"] = site.Currency,
            }
        );
        Retainer(site.Manager, "pinv_amount", new Money(1200));

        site.Expect(ProtectionErrors.OwnColumns, () => Retainer(site.Manager, "pinv_status", new OptionSetValue((int)RetainerStatus.Invoiced)));
        site.Expect(ProtectionErrors.OwnColumns, () => Retainer(site.Manager, "pinv_usedamount", new Money(1)));
        site.Expect(
            ProtectionErrors.OwnColumns,
            () => site.Manager.Create(new Entity("pinv_retainer") { ["pinv_name"] = "Used", ["pinv_usedamount"] = new Money(1) })
        );

        Retainer(site.Loader, "pinv_status", new OptionSetValue((int)RetainerStatus.Invoiced));
        site.Expect(ProtectionErrors.RetainerReadOnly, () => Retainer(site.Manager, "pinv_amount", new Money(1)));
        site.Expect(ProtectionErrors.RetainerReadOnly, () => site.Manager.Delete("pinv_retainer", retainer));
        Retainer(site.Manager, "pinv_name", "Kick-off 2026");

        void Retainer(IOrganizationService service, string column, object value) => service.Update(new Entity("pinv_retainer", retainer) { [column] = value });
    }

    [TestMethod]
    public void What_is_billed_against_a_limit_is_not_entered_by_hand()
    {
        var limit = site.Manager.Create(
            new Entity("pinv_nottoexceed")
            {
                ["pinv_name"] = "Whole contract",
                ["pinv_contractid"] = site.Contract,
                ["pinv_amount"] = new Money(1000),
                ["transactioncurrencyid"] = site.Currency,
            }
        );

        site.Manager.Update(new Entity("pinv_nottoexceed", limit) { ["pinv_amount"] = new Money(2000) });
        site.Expect(ProtectionErrors.OwnColumns, () => site.Manager.Update(new Entity("pinv_nottoexceed", limit) { ["pinv_billedamount"] = new Money(0) }));
    }

    [TestMethod]
    public void Confirmation_chunks_belong_to_the_product()
    {
        site.Organization.SetEnvironmentVariable("pinv_MaxSynchronousWrites", "1");
        invoice.Confirm();
        var chunk = site.All("pinv_confirmationchunk")[0];

        site.Expect(ProtectionErrors.KeptByProduct, () => site.Manager.Create(new Entity("pinv_confirmationchunk") { ["pinv_name"] = "by hand" }));
        site.Expect(
            ProtectionErrors.KeptByProduct,
            () => site.Manager.Update(new Entity("pinv_confirmationchunk", chunk.Id) { ["pinv_status"] = new OptionSetValue((int)ChunkStatus.Complete) })
        );
        site.Expect(ProtectionErrors.KeptByProduct, () => site.Connector.Delete("pinv_confirmationchunk", chunk.Id));
        StringAssert.Contains(Refusal.Of(() => site.Manager.Delete("pinv_confirmationchunk", chunk.Id)), "Confirmation chunk PF-1003 Check 1.1");
    }

    [TestMethod]
    public void An_actual_is_told_by_what_its_user_knows()
    {
        StringAssert.Contains(
            Refusal.Of(() => site.Manager.Delete("msdyn_actual", invoice.Originals[0])),
            $"{ProtectionErrors.ActualNotDeletable.Code}: Actual 'Time 8 x 200': "
        );

        site.Manager.Update(new Entity("msdyn_actual", invoice.Originals[0]) { ["msdyn_description"] = null });
        StringAssert.Contains(
            Refusal.Of(() => site.Manager.Delete("msdyn_actual", invoice.Originals[0])),
            $"{ProtectionErrors.ActualNotDeletable.Code}: Actual of 2026-09-14, UnbilledSales Time, 8 x 200: "
        );
    }

    [TestMethod]
    public void A_role_counts_that_the_user_has_through_a_team()
    {
        var (user, team) = (Guid.NewGuid(), Guid.NewGuid());
        var administrator = site.Organization.CreateService(site.Organization.AdministratorId);
        site.Organization.RegisterUser(new UserRegistration(user, "Member", ["Project Invoice Manager"]));
        administrator.Create(new Entity("team", team) { ["name"] = "Loaders" });
        administrator.Associate("team", team, new Relationship("teamroles_association"), [Role("Project Invoice Data Import")]);
        var member = site.Organization.CreateService(user);
        var description = new Entity("msdyn_actual", invoice.Originals[0]) { ["msdyn_quantity"] = 7m };

        site.Expect(ProtectionErrors.ActualReadOnly, () => member.Update(description));

        administrator.Associate("systemuser", user, new Relationship("teammembership_association"), [new EntityReference("team", team)]);
        member.Update(description);
    }

    private EntityReference Role(string name) => new("role", site.All("role").Single(row => row.GetAttributeValue<string>("name") == name).Id);
}
