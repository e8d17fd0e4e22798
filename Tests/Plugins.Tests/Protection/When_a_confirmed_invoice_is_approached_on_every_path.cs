using LocalDataverse.Registration;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Plugins.Tests.Environment;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Protection;

/// <summary>Forms and the Web API send single messages; imports, flows and other logic have more ways.</summary>
[TestClass]
internal sealed class When_a_confirmed_invoice_is_approached_on_every_path
{
    private readonly Site site = Site.New();
    private readonly DraftInvoice invoice;

    public When_a_confirmed_invoice_is_approached_on_every_path()
    {
        invoice = site.Draft().With(8, 200).Confirm();
    }

    private EntityReference Itself => new("invoice", invoice.Id);

    [TestMethod]
    public void Importing_changes_nothing()
    {
        site.Expect(ProtectionErrors.InvoiceReadOnly, () => Execute(new UpdateMultipleRequest { Targets = Of(Renamed()) }));
        site.Expect(ProtectionErrors.InvoiceReadOnly, () => Execute(new UpsertRequest { Target = Renamed() }));
        site.Expect(ProtectionErrors.InvoiceReadOnly, () => Execute(new OrganizationRequest("UpsertMultiple") { ["Targets"] = Of(Renamed()) }));
        site.Expect(ProtectionErrors.PartReadOnly, () => Execute(new CreateMultipleRequest { Targets = Of(LateDetail()) }));
        site.Expect(ProtectionErrors.PartReadOnly, () => Execute(new UpsertRequest { Target = LateDetail() }));
        site.Expect(ProtectionErrors.PartReadOnly, () => Execute(new UpdateMultipleRequest { Targets = Of(Detail("msdyn_quantity", 2m)) }));
    }

    [TestMethod]
    public void Batches_change_nothing()
    {
        site.Expect(ProtectionErrors.InvoiceReadOnly, () => Execute(new ExecuteTransactionRequest { Requests = [new UpdateRequest { Target = Renamed() }] }));

        var answers = (ExecuteMultipleResponse)
            site.Manager.Execute(
                new ExecuteMultipleRequest
                {
                    Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = true },
                    Requests =
                    [
                        new UpdateRequest { Target = Renamed() },
                        new DeleteRequest { Target = Itself },
                        new DeleteRequest { Target = new EntityReference("msdyn_invoicelinetransaction", invoice.Details[0]) },
                        new CreateRequest { Target = LateDetail() },
                    ],
                }
            );

        AreFaults(
            answers.Responses.Select(answer => answer.Fault.Message),
            ProtectionErrors.InvoiceReadOnly,
            ProtectionErrors.InvoiceNotDeletable,
            ProtectionErrors.PartReadOnly,
            ProtectionErrors.PartReadOnly
        );
    }

    [TestMethod]
    public void It_is_not_assigned_closed_or_reopened()
    {
        site.Expect(
            ProtectionErrors.InvoiceReadOnly,
            () => Execute(new AssignRequest { Target = Itself, Assignee = new EntityReference("systemuser", site.Organization.AdministratorId) })
        );
        site.Expect(
            ProtectionErrors.InvoiceReadOnly,
            () =>
                Execute(
                    new SetStateRequest
                    {
                        EntityMoniker = Itself,
                        State = new OptionSetValue(3),
                        Status = new OptionSetValue(100003),
                    }
                )
        );
        site.Expect(
            ProtectionErrors.PartReadOnly,
            () =>
                Execute(
                    new AssignRequest
                    {
                        Target = new EntityReference("msdyn_invoicelinetransaction", invoice.Details[0]),
                        Assignee = new EntityReference("systemuser", site.Organization.AdministratorId),
                    }
                )
        );
    }

    [TestMethod]
    public void Nothing_is_associated_with_it_or_taken_off()
    {
        var draft = site.Draft("PF-1004");
        var details = new Relationship("invoice_details");

        site.Expect(
            ProtectionErrors.PartReadOnly,
            () =>
                Execute(
                    new AssociateRequest
                    {
                        Target = Itself,
                        Relationship = details,
                        RelatedEntities = [new EntityReference("invoicedetail", draft.FixedPriceLine)],
                    }
                )
        );
        site.Expect(
            ProtectionErrors.PartReadOnly,
            () =>
                Execute(
                    new DisassociateRequest
                    {
                        Target = Itself,
                        Relationship = details,
                        RelatedEntities = [new EntityReference("invoicedetail", invoice.FixedPriceLine)],
                    }
                )
        );
    }

    [TestMethod]
    public void Other_logic_cannot_change_it_either()
    {
        Touches.Row = Renamed();
        site.Organization.RegisterStep(
            new StepRegistration(Guid.NewGuid(), site.Organization.RegisterPluginType(typeof(Touches)), "Update", "account", PipelineStage.PostOperation)
        );

        StringAssert.Contains(Refusal.Of(RenameAccount), $"{ProtectionErrors.InvoiceReadOnly.Code}: PF-1003: ");

        Touches.Row = Detail("msdyn_quantity", 2m);
        StringAssert.Contains(Refusal.Of(RenameAccount), $"{ProtectionErrors.PartReadOnly.Code}: PF-1003: ");

        void RenameAccount() => site.Manager.Update(new Entity("account", site.Customer.Id) { ["name"] = "another" });
    }

    [TestMethod]
    public void Nothing_it_names_is_deleted()
    {
        site.Expect(ProtectionErrors.NamedByConfirmed, () => site.Manager.Delete("account", site.Customer.Id));
        site.Expect(ProtectionErrors.NamedByConfirmed, () => site.Manager.Delete("pricelevel", site.PriceList.Id));
        site.Expect(ProtectionErrors.NamedByConfirmed, () => site.Manager.Delete("transactioncurrency", site.Currency.Id));
        site.Expect(ProtectionErrors.NamedByActual, () => site.Manager.Delete("msdyn_project", site.Project.Id));
        site.Expect(ProtectionErrors.NamedByConfirmed, () => site.Manager.Delete("msdyn_projectcontractsplitbillingrule", site.ContractCustomer.Id));
        Assert.StartsWith(
            $"{ProtectionErrors.NamedByActual.Code}: project 'Bottling line': ",
            Refusal.Of(() => site.Manager.Delete("msdyn_project", site.Project.Id))
        );
    }

    [TestMethod]
    public void A_draft_that_is_deleted_takes_its_lines_and_details_along()
    {
        var draft = site.Draft("PF-1004").With(1, 100);

        site.Manager.Delete("invoice", draft.Id);

        Assert.IsFalse(site.All("invoicedetail").Any(row => row.Id == draft.TimeAndMaterialLine));
        Assert.IsFalse(site.All("msdyn_invoicelinetransaction").Any(row => row.Id == draft.Details[0]));
    }

    private void Execute(OrganizationRequest request) => site.Manager.Execute(request);

    private static EntityCollection Of(Entity row) => new([row]) { EntityName = row.LogicalName };

    private Entity Renamed() => new("invoice", invoice.Id) { ["name"] = "another" };

    private Entity Detail(string column, object value) => new("msdyn_invoicelinetransaction", invoice.Details[0]) { [column] = value };

    private Entity LateDetail() =>
        new("msdyn_invoicelinetransaction", Guid.NewGuid())
        {
            ["msdyn_description"] = "late",
            ["msdyn_documentdate"] = new DateTime(2026, 9, 14),
            ["msdyn_startdatetime"] = new DateTime(2026, 9, 14),
            ["msdyn_enddatetime"] = new DateTime(2026, 9, 14),
            ["msdyn_invoice"] = Itself,
        };
}
