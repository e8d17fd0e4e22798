using System.ServiceModel;
using LocalDataverse;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;

namespace Solution.Tests.Importing;

[TestClass]
public sealed class When_a_solution_is_uninstalled
{
    private const int DependenciesExist = -2147160035;

    [TestMethod]
    public void Everything_that_a_managed_one_brought_is_gone()
    {
        var organization = Installation.New();
        var before = organization.DumpState();
        var tables = organization.Metadata.Tables.ToDictionary(table => table.LogicalName, Shape);
        var imported = organization.Import(SolutionZip.Managed);
        organization.CreateService(organization.AdministratorId).Create(new Entity("pinv_retainer") { ["pinv_name"] = "R-1" });

        Uninstall(organization, imported.SolutionId);

        Assert.AreEqual(
            string.Empty,
            string.Join(
                Environment.NewLine,
                before.DifferencesTo(organization.DumpState(), "importjob", "publisher", "privilege", "sdkmessage", "sdkmessagefilter")
            )
        );
        CollectionAssert.AreEquivalent(tables.ToList(), organization.Metadata.Tables.ToDictionary(table => table.LogicalName, Shape).ToList());
    }

    [TestMethod]
    public void Copies_of_its_roles_in_business_units_go_too()
    {
        var organization = Installation.New();
        organization
            .CreateService(organization.AdministratorId)
            .Create(
                new Entity("businessunit")
                {
                    ["name"] = "Branch",
                    ["parentbusinessunitid"] = new EntityReference("businessunit", organization.RootBusinessUnitId),
                }
            );
        var before = organization.Rows("role").Count;
        var imported = organization.Import(SolutionZip.Managed);
        var during = organization.Rows("role");

        Uninstall(organization, imported.SolutionId);

        Assert.HasCount(before, organization.Rows("role"));
        Assert.AreEqual(2, during.GroupBy(role => role.GetAttributeValue<string>("name")).Select(copies => copies.Count()).Distinct().Single());
        var left = organization.Rows("role").Select(role => role.Id).ToHashSet();
        Assert.IsEmpty(organization.Rows("roleprivileges").Where(granted => !left.Contains(granted.GetAttributeValue<Guid>("roleid"))));
    }

    [TestMethod]
    public void It_can_be_installed_again_and_finds_nothing_of_before()
    {
        var organization = Installation.New();
        var service = organization.CreateService(organization.AdministratorId);
        var first = organization.Import(SolutionZip.Managed);
        var account = service.Create(new Entity("account") { ["name"] = "Customer" });
        var invoice = service.Create(
            new Entity("invoice")
            {
                ["name"] = "I-1",
                ["customerid"] = new EntityReference("account", account),
                ["pinv_accountingdate"] = new DateTime(2026, 9, 30),
            }
        );
        Uninstall(organization, first.SolutionId);

        organization.Import(SolutionZip.Managed);

        Assert.HasCount(first.Steps, organization.Rows("sdkmessageprocessingstep"));
        Assert.IsNull(
            service
                .Retrieve("invoice", invoice, new Microsoft.Xrm.Sdk.Query.ColumnSet("pinv_accountingdate"))
                .GetAttributeValue<DateTime?>("pinv_accountingdate")
        );
    }

    [TestMethod]
    public void An_unmanaged_one_is_a_list_only_and_leaves_its_components()
    {
        var organization = Installation.New();
        var imported = organization.Import(SolutionZip.Unmanaged);

        Uninstall(organization, imported.SolutionId);

        Assert.HasCount(imported.Steps, organization.Rows("sdkmessageprocessingstep"));
        Assert.IsEmpty(organization.Rows("solutioncomponent"));
        Assert.IsNotNull(organization.Metadata.Table("pinv_retainer"));
    }

    [TestMethod]
    public void A_lookup_of_others_to_one_of_its_tables_refuses_it()
    {
        var organization = Installation.New();
        var imported = organization.Import(SolutionZip.Managed);
        organization.AddColumn("account", new ColumnMetadata("new_retainerid", ColumnType.Lookup) { Targets = ["pinv_retainer"] });

        Refused(organization, imported.SolutionId, "account.new_retainerid");
    }

    [TestMethod]
    public void A_step_of_others_on_one_of_its_tables_refuses_it()
    {
        var organization = Installation.New();
        var imported = organization.Import(SolutionZip.Managed);
        organization.RegisterStep(
            new StepRegistration(
                Guid.NewGuid(),
                organization.RegisterPluginType(typeof(OtherPlugin)),
                "Create",
                "pinv_retainer",
                PipelineStage.PostOperation,
                StepMode.Synchronous
            )
            {
                Name = "Step of others",
            }
        );

        Refused(organization, imported.SolutionId, "Step of others");
    }

    private static void Uninstall(DataverseOrganization organization, Guid solution) =>
        organization.CreateService(organization.AdministratorId).Delete("solution", solution);

    private static void Refused(DataverseOrganization organization, Guid solution, string dependent)
    {
        var before = organization.DumpState();

        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => Uninstall(organization, solution));

        Assert.AreEqual(DependenciesExist, fault.Detail.ErrorCode, fault.Detail.Message);
        Assert.Contains(dependent, fault.Detail.Message);
        Assert.IsEmpty(before.DifferencesTo(organization.DumpState()));
        Assert.IsNotNull(organization.Metadata.Table("pinv_retainer"));
    }

    private static string Shape(TableMetadata table) =>
        $"{string.Join(',', table.Columns.Keys.Order(StringComparer.Ordinal))} {string.Join(',', table.Keys.Select(key => key.LogicalName))}";
}
