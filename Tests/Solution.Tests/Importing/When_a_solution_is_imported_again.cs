using System.ServiceModel;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace Solution.Tests.Importing;

[TestClass]
public sealed class When_a_solution_is_imported_again
{
    [TestMethod]
    public void No_row_is_there_twice()
    {
        var organization = Installation.Installed();
        var before = Counts(organization);

        organization.Import(SolutionZip.Unmanaged);

        Assert.AreEqual(before, Counts(organization));
    }

    [TestMethod]
    public void A_higher_version_takes_the_place_of_the_lower()
    {
        var organization = Installation.Installed();

        var result = organization.Import(
            SolutionZip
                .Next()
                .Replace("customizations.xml", "description=\"Retainer\"", "description=\"Advance\"")
                .Replace(
                    "environmentvariabledefinitions/pinv_TimeZone/environmentvariabledefinition.xml",
                    "<defaultvalue>UTC</defaultvalue>",
                    "<defaultvalue>Romance Standard Time</defaultvalue>"
                )
                .ToBytes()
        );

        Assert.AreEqual(new Version(1, 0, 0, 0), result.PreviousVersion);
        Assert.AreEqual(
            "1.0.1.0",
            organization
                .Rows("solution")
                .Single(row => row.GetAttributeValue<string>("uniquename") == "ProjectInvoiceIntegration")
                .GetAttributeValue<string>("version")
        );
        Assert.AreEqual("Advance", organization.Metadata.Table("pinv_retainer")!.DisplayName);
        Assert.AreEqual("Romance Standard Time", organization.EnvironmentVariable("pinv_TimeZone"));
    }

    [TestMethod]
    public void What_the_environment_has_set_stays()
    {
        var organization = Installation.Installed();
        organization.SetEnvironmentVariable("pinv_ConnectorUrl", "https://connector.example");
        var service = organization.CreateService(organization.AdministratorId);
        var step = organization.Rows("sdkmessageprocessingstep")[0];
        var secure = service.Create(new Entity("sdkmessageprocessingstepsecureconfig") { ["secureconfig"] = "secret" });
        service.Update(
            new Entity("sdkmessageprocessingstep", step.Id)
            {
                ["sdkmessageprocessingstepsecureconfigid"] = new EntityReference("sdkmessageprocessingstepsecureconfig", secure),
            }
        );

        organization.Import(SolutionZip.Next().ToBytes());

        Assert.AreEqual("https://connector.example", organization.EnvironmentVariable("pinv_ConnectorUrl"));
        Assert.AreEqual("secret", organization.Steps.Single(registered => registered.Id == step.Id).SecureConfiguration);
        Assert.HasCount(1, organization.Rows("sdkmessageprocessingstepsecureconfig"));
    }

    // The platform knows a plug-in class by its full name, a step by its id: what another class carried out before is this one's now.
    [TestMethod]
    public void A_step_follows_to_the_class_that_carries_it_out_now()
    {
        var validation = new Guid("c5dc556c-9530-4e38-9d20-d87349ed6a79");
        var organization = Installation.New();
        organization.Import(
            SolutionZip.Copy().Edit("customizations.xml", root => CarriedOutBy(root, validation, "InvoicePlugins.Revision.ReviseInvoice")).ToBytes()
        );
        Assert.AreEqual("InvoicePlugins.Revision.ReviseInvoice", ClassOf(organization, validation));

        organization.Import(SolutionZip.Next().ToBytes());

        Assert.AreEqual("InvoicePlugins.Confirmation.ConfirmInvoice", ClassOf(organization, validation));
        Assert.AreEqual(1, organization.Steps.Count(step => step.Id == validation));
    }

    [TestMethod]
    public void Rows_of_its_tables_stay()
    {
        var organization = Installation.Installed();
        var retainer = organization
            .CreateService(organization.AdministratorId)
            .Create(
                new Entity("pinv_retainer")
                {
                    ["pinv_name"] = "Advance 1",
                    ["pinv_amount"] = new Money(100m),
                    ["pinv_contractid"] = Contract(organization),
                }
            );

        organization.Import(SolutionZip.Next().ToBytes());

        Assert.AreEqual(retainer, organization.Rows("pinv_retainer").Single().Id);
    }

    [TestMethod]
    public void A_lower_version_is_refused()
    {
        var organization = Installation.New();
        organization.Import(SolutionZip.Next().ToBytes());

        Refused(organization, SolutionZip.Unmanaged, "version 1.0.1.0 is installed");
    }

    [TestMethod]
    public void The_managed_one_over_the_unmanaged_is_refused() => Refused(Installation.Installed(), SolutionZip.Managed, "unmanaged solution");

    [TestMethod]
    public void Another_publisher_is_refused() =>
        Refused(
            Installation.Installed(),
            SolutionZip.Next().Replace("solution.xml", "pinvpublisher", "otherpublisher").ToBytes(),
            "publisher name cannot be changed"
        );

    [TestMethod]
    public void Another_type_of_a_column_is_refused() =>
        Refused(
            Installation.Installed(),
            SolutionZip.Next().Replace("customizations.xml", "<Type>ntext</Type>", "<Type>nvarchar</Type>").ToBytes(),
            "an import cannot change"
        );

    [TestMethod]
    public void Another_binding_of_a_custom_api_is_refused() =>
        Refused(
            Installation.Installed(),
            SolutionZip
                .Next()
                .Replace("customapis/pinv_ConfirmInvoice/customapi.xml", "<boundentitylogicalname>invoice<", "<boundentitylogicalname>salesorder<")
                .ToBytes(),
            "pinv_ConfirmInvoice"
        );

    private static void CarriedOutBy(XElement root, Guid step, string className)
    {
        var type = root.Descendants("PluginType").Single(found => found.Attribute("Name")!.Value == className);
        var declared = root.Descendants("SdkMessageProcessingStep").Single(found => Guid.Parse(found.Attribute("SdkMessageProcessingStepId")!.Value) == step);
        declared.Element("PluginTypeName")!.Value = type.Attribute("AssemblyQualifiedName")!.Value;
        declared.Element("PluginTypeId")!.Value = type.Attribute("PluginTypeId")!.Value;
    }

    private static string ClassOf(LocalDataverse.DataverseOrganization organization, Guid step)
    {
        var type = organization.Steps.Single(registered => registered.Id == step).PluginTypeId;
        return organization.Rows("plugintype").Single(row => row.Id == type).GetAttributeValue<string>("typename");
    }

    private static EntityReference Contract(LocalDataverse.DataverseOrganization organization) =>
        new("salesorder", organization.CreateService(organization.AdministratorId).Create(new Entity("salesorder") { ["name"] = "Contract 1" }));

    private static void Refused(LocalDataverse.DataverseOrganization organization, byte[] solution, string cause)
    {
        var before = organization.DumpState();

        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => organization.Import(solution));

        Assert.Contains(cause, fault.Detail.Message);
        Assert.IsEmpty(before.DifferencesTo(organization.DumpState()));
    }

    private static string Counts(LocalDataverse.DataverseOrganization organization) =>
        string.Join(
            Environment.NewLine,
            organization
                .DumpState()
                .Tables.Where(table => table.Key is not "importjob")
                .OrderBy(table => table.Key, StringComparer.Ordinal)
                .Select(table => $"{table.Key} {table.Value.Count}")
        );
}
