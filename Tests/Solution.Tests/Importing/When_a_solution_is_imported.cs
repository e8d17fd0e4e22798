using System.ServiceModel;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.SolutionImport;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Solution.Packer.Declarations;

namespace Solution.Tests.Importing;

[TestClass]
public sealed class When_a_solution_is_imported
{
    [TestMethod]
    public void Its_tables_have_their_columns()
    {
        var metadata = Installation.Installed().Metadata;

        var retainer = metadata.Table("pinv_retainer")!;
        Assert.AreEqual("pinv_retainers", retainer.EntitySetName);
        Assert.AreEqual("pinv_name", retainer.PrimaryName);
        Assert.AreEqual(TableOwnership.User, retainer.Ownership);
        Assert.AreEqual(PrecisionSource.Currency, retainer.Column("pinv_amount")!.PrecisionSource);
        Assert.IsTrue(retainer.Column("pinv_amount_base")!.ReadOnly);
        Assert.AreEqual("salesorder", retainer.Column("pinv_contractid")!.Targets.Single());
        Assert.AreEqual("msdyn_projectcontractsplitbillingrule", retainer.Column("pinv_contractcustomerid")!.Targets.Single());
        Assert.IsNotNull(retainer.Column("transactioncurrencyid"));
        Assert.AreEqual("482190000 Open, 482190001 Invoiced, 482190002 Used, 482190003 Refunded", OptionsOf(retainer.Column("pinv_status")!));

        var message = metadata.Table("pinv_integrationmessage")!;
        Assert.IsTrue(message.ChangeTracking);
        Assert.AreEqual("pinv_InvoiceId", message.Column("pinv_invoiceid")!.NavigationTo("invoice"));
        Assert.AreEqual(100, message.Column("pinv_key")!.MaxLength);
        Assert.AreEqual(4000, message.Column("pinv_lasterror")!.MaxLength);
        Assert.AreEqual(482190000, message.Column("pinv_status")!.Default);
        CollectionAssert.AreEqual(new[] { "pinv_key" }, message.Keys.Single(key => key.LogicalName == "pinv_integrationmessagekey").Columns.ToArray());
    }

    [TestMethod]
    public void Tables_of_others_get_its_columns_and_keep_their_own()
    {
        var metadata = Installation.Installed().Metadata;

        var invoice = metadata.Table("invoice")!;
        Assert.AreEqual(DateTimeBehavior.DateOnly, invoice.Column("pinv_accountingdate")!.Behavior);
        Assert.AreEqual(
            "482190000 Not sent, 482190001 Sent, 482190002 In review, 482190003 Posted, 482190004 Failed, 482190005 Nothing to invoice",
            OptionsOf(invoice.Column("pinv_financestatus")!)
        );
        Assert.IsNotNull(invoice.Column("msdyn_projectinvoicestatus"));
        var actual = metadata.Table("msdyn_actual")!;
        Assert.AreEqual(ColumnType.Boolean, actual.Column("pinv_skipsync")!.Type);
        Assert.IsFalse((bool)actual.Column("pinv_skipsync")!.Default!);
        CollectionAssert.AreEqual(new[] { "msdyn_actualimportid" }, actual.Keys.Single(key => key.LogicalName == "pinv_actualimportidkey").Columns.ToArray());
        Assert.AreEqual("pinv_retainer", metadata.Table("msdyn_invoicelinetransaction")!.Column("pinv_retainerid")!.Targets.Single());
        Assert.AreEqual(DeleteBehavior.Restrict, metadata.Relationship("pinv_pinv_retainer_msdyn_invoicelinetransaction_RetainerId")!.Delete);
    }

    [TestMethod]
    public void Its_steps_are_those_that_the_code_declares()
    {
        var declared = DeclarationReader
            .Read(TestEnvironment.PluginAssembly)
            .Steps.Select(step =>
                $"{step.Id} {step.Message} {step.Table} {step.Stage} {step.Mode} {step.Rank} [{string.Join(',', step.FilteringAttributes)}] "
                + string.Join(' ', step.Images.OrderBy(image => image.Id).Select(image => $"{image.Alias} {image.Type} [{string.Join(',', image.Columns)}]"))
            );

        var registered = Installation
            .Installed()
            .Steps.Select(step =>
                $"{step.Id} {step.Message} {step.Table} {(int)step.Stage} {(int)step.Mode} {step.Rank} [{string.Join(',', step.FilteringAttributes)}] "
                + string.Join(
                    ' ',
                    step.Images.OrderBy(image => image.Id).Select(image => $"{image.Alias} {(int)image.Type} [{string.Join(',', image.Columns)}]")
                )
            );

        CollectionAssert.AreEquivalent(declared.ToList(), registered.ToList());
    }

    [TestMethod]
    public void Its_custom_apis_are_there_with_their_parameters()
    {
        var api = Installation.Installed().CustomApis.Single(api => api.UniqueName == "pinv_RecordInvoicePosting");

        Assert.Contains("Actuals", api.Parameters.Select(parameter => parameter.UniqueName));
        Assert.IsTrue(api.Parameters.Single(parameter => parameter.UniqueName == "CustomerInvoiceNumber").IsOptional);
        Assert.AreEqual("UpdatedRows", api.ResponseProperties.Single().UniqueName);
        Assert.IsNotNull(api.PluginTypeId);
    }

    [TestMethod]
    public void Its_plugins_run_from_the_bytes_in_the_file()
    {
        var organization = Installation.Installed();

        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() =>
            Unwrap(() => organization.CreateService(organization.AdministratorId).Create(new Entity("msdyn_actual") { ["msdyn_description"] = "By hand" }))
        );

        Assert.StartsWith("PINV11", fault.Detail.Message);
        Assert.IsEmpty(organization.Rows("msdyn_actual"));
    }

    [TestMethod]
    public void Its_roles_grant_what_they_name_and_no_more()
    {
        var organization = Installation.Installed();
        var manager = organization.ServiceOf("Project Invoice Manager");

        foreach (
            var table in new[]
            {
                "invoice",
                "invoicedetail",
                "salesorder",
                "salesorderdetail",
                "product",
                "uom",
                "msdyn_actual",
                "systemuser",
                "environmentvariablevalue",
            }
        )
        {
            Assert.IsEmpty(
                manager
                    .RetrieveMultiple(
                        new QueryExpression(table)
                        {
                            Criteria = { Conditions = { new ConditionExpression(table + "id", ConditionOperator.Equal, Guid.NewGuid()) } },
                        }
                    )
                    .Entities
            );
        }

        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() =>
            Unwrap(() => manager.Create(new Entity("account") { ["name"] = "Contoso" }))
        );
        Assert.AreEqual(ErrorCode.PrivilegeDenied, fault.Detail.ErrorCode);
    }

    [TestMethod]
    public void Clients_see_it_in_the_tables_of_the_platform()
    {
        var organization = Installation.Installed();

        var solution = organization.Rows("solution").Single(row => row.GetAttributeValue<string>("uniquename") == "ProjectInvoiceIntegration");
        Assert.AreEqual("1.0.0.0", solution.GetAttributeValue<string>("version"));
        Assert.IsFalse(solution.GetAttributeValue<bool>("ismanaged"));
        Assert.AreEqual(
            "pinv",
            organization
                .Rows("publisher")
                .Single(row => row.GetAttributeValue<string>("uniquename") == "pinvpublisher")
                .GetAttributeValue<string>("customizationprefix")
        );
        Assert.AreEqual(
            "yes",
            organization
                .Rows("environmentvariabledefinition")
                .Single(row => row.GetAttributeValue<string>("schemaname") == "pinv_CreateActuals")
                .GetAttributeValue<string>("defaultvalue")
        );
        Assert.AreEqual("yes", organization.EnvironmentVariable("pinv_CreateActuals"));
        Assert.AreEqual(
            "Confirm invoice",
            organization
                .Rows("customapi")
                .Single(row => row.GetAttributeValue<string>("uniquename") == "pinv_ConfirmInvoice")
                .GetAttributeValue<string>("displayname")
        );
        Assert.IsTrue(organization.Rows("sdkmessageprocessingstep").All(row => row.GetAttributeValue<string>("description") is { Length: > 0 }));
        var assembly = organization.Rows("pluginassembly").Single(row => row.GetAttributeValue<string>("name") == "InvoicePlugins");
        CollectionAssert.AreEqual(File.ReadAllBytes(TestEnvironment.PluginAssembly), Convert.FromBase64String(assembly.GetAttributeValue<string>("content")));
        Assert.AreEqual(100d, organization.Rows("importjob").Single().GetAttributeValue<double>("progress"));
    }

    [TestMethod]
    public void A_managed_one_is_marked_so()
    {
        var organization = Installation.New();

        Assert.IsTrue(organization.Import(SolutionZip.Managed).IsManaged);

        Assert.IsTrue(
            organization
                .Rows("solution")
                .Single(row => row.GetAttributeValue<string>("uniquename") == "ProjectInvoiceIntegration")
                .GetAttributeValue<bool>("ismanaged")
        );
        Assert.IsTrue(organization.Rows("sdkmessageprocessingstep").All(row => row.GetAttributeValue<bool>("ismanaged")));
    }

    [TestMethod]
    public void A_user_without_the_role_is_refused()
    {
        var organization = Installation.Installed();
        var user = Guid.NewGuid();
        organization.RegisterUser(new LocalDataverse.Registration.UserRegistration(user, "Manager", ["Project Invoice Manager"]));

        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() =>
            SolutionImporter.Import(organization, SolutionZip.Unmanaged, new LocalDataverse.Caller(user))
        );

        Assert.AreEqual(ErrorCode.PrivilegeDenied, fault.Detail.ErrorCode);
    }

    // Faults of plug-ins are a type of their own below the one that callers catch.
    private static void Unwrap(Action call)
    {
        try
        {
            call();
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            throw new FaultException<OrganizationServiceFault>(fault.Detail, fault.Reason);
        }
    }

    private static string OptionsOf(ColumnMetadata column) => string.Join(", ", column.Options.Select(option => $"{option.Value} {option.Label}"));
}
