using System.ServiceModel;
using System.Xml.Linq;
using LocalDataverse;
using Microsoft.Xrm.Sdk;
using Solution.Packer;
using Solution.Packer.Components;
using Solution.Tests.Importing;
using Solution.Tests.Packing.Shapes;

namespace Solution.Tests.Packing;

/// <summary>The managed solution adds its tab to the form of Project Operations, whose id is known in the environment only.</summary>
[TestClass]
public sealed class When_the_products_form_is_named
{
    private static readonly InvoiceForm Form = new(new Guid("5b0c1a52-7a0e-4b7e-9a35-2f1d7c1e0a77"), "Project Invoice");

    // The tabs and their names as public descriptions of the form list them; the ids are made up.
    private const string Markup = """
        <form><tabs>
          <tab name="Summary_tab_project" id="{5b0c1a52-0000-4b7e-9a35-2f1d7c1e0a01}" IsUserDefined="0">
            <labels><label description="Summary" languagecode="1033" /></labels>
            <columns><column width="100%"><sections>
              <section name="tab_5_section_1" id="{5b0c1a52-0000-4b7e-9a35-2f1d7c1e0a02}" IsUserDefined="0"><rows><row>
                <cell id="{5b0c1a52-0000-4b7e-9a35-2f1d7c1e0a03}">
                  <control id="name" classid="{4273EDBD-AC1D-40d3-9FB2-095C621B552D}" datafieldname="name" />
                </cell>
              </row></rows></section>
            </sections></column></columns>
          </tab>
          <tab name="HiddenLockedFields" id="{5b0c1a52-0000-4b7e-9a35-2f1d7c1e0a04}" IsUserDefined="0">
            <columns><column width="100%"><sections /></column></columns>
          </tab>
          <tab name="details_tab" id="{5b0c1a52-0000-4b7e-9a35-2f1d7c1e0a05}" IsUserDefined="0">
            <columns><column width="100%"><sections /></column></columns>
          </tab>
        </tabs><formLibraries><Library name="msdyn_/Invoice.js" libraryUniqueId="{5b0c1a52-0000-4b7e-9a35-2f1d7c1e0a06}" /></formLibraries>
        <events><event name="onload" application="false" active="false"><Handlers><Handler functionName="Product.onLoad" libraryName="msdyn_/Invoice.js"
          handlerUniqueId="{5b0c1a52-0000-4b7e-9a35-2f1d7c1e0a07}" enabled="true" /></Handlers></event></events></form>
        """;

    private static readonly Lazy<byte[]> Packed = new(() => Pack().Managed);

    [TestMethod]
    public void The_managed_file_has_the_shape_of_real_exports_and_names_what_it_needs()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "managed.zip");
        File.WriteAllBytes(file, Packed.Value);
        var before = ExportedShapes.FaultsOf(new PackedSolution(TestEnvironment.ManagedZip)).Keys;

        var solution = new PackedSolution(file);
        var faults = ExportedShapes.FaultsOf(solution).Keys.Except(before);

        var deliberate = DeviationPage.Rows("From real exports").Select(row => row[0]).Where(row => row.Contains(":diff:", StringComparison.Ordinal));
        Assert.AreEqual(string.Join(Environment.NewLine, deliberate), string.Join(Environment.NewLine, faults));
        var required = solution.Manifest.Descendants("Required").Single(required => (string?)required.Attribute("type") == "60");
        Assert.AreEqual(Form.Id.ToString("B"), (string?)required.Attribute("id"));
        Assert.StartsWith("msdyn_", (string?)required.Attribute("solution"));
    }

    [TestMethod]
    public void The_unmanaged_file_stays_as_it_is() => CollectionAssert.AreEqual(SolutionZip.Unmanaged, Pack().Unmanaged);

    [TestMethod]
    public void The_form_has_the_tab_behind_its_own_and_keeps_everything_else()
    {
        var organization = WithForm();

        organization.Import(Packed.Value);

        var form = Read(organization);
        CollectionAssert.AreEqual(
            new[] { "Summary_tab_project", "HiddenLockedFields", "details_tab", "pinv_finance" },
            form.Descendants("tab").Select(tab => (string?)tab.Attribute("name")).ToArray()
        );
        CollectionAssert.AreEqual(
            new[] { "msdyn_/Invoice.js", "pinv_/scripts/invoicing.js" },
            form.Descendants("Library").Select(library => (string?)library.Attribute("name")).ToArray()
        );
        CollectionAssert.AreEqual(
            new[] { "Product.onLoad", "ProjectInvoice.form.onLoad" },
            form.Descendants("Handler").Select(handler => (string?)handler.Attribute("functionName")).ToArray()
        );
        Assert.IsFalse(form.DescendantsAndSelf().Attributes().Any(attribute => attribute.Name.LocalName is "solutionaction" or "ordinalvalue"));
        var row = organization.Rows("systemform").Single(form => form.Id == Form.Id);
        Assert.AreEqual("Project Invoice", row.GetAttributeValue<string>("name"));
    }

    [TestMethod]
    public void An_upgrade_changes_it_and_an_uninstallation_gives_the_form_back_as_it_was()
    {
        var organization = WithForm();
        var before = Read(organization).ToString();
        organization.Import(Packed.Value);
        var with = Read(organization).ToString();

        Upgrade(organization, SolutionZip.Of(Packed.Value).Numbered("1.0.1.0"));
        Assert.AreEqual(with, Read(organization).ToString());
        Upgrade(organization, SolutionZip.CopyOfManaged().Numbered("1.0.2.0"));
        Assert.AreEqual(before, Read(organization).ToString());
        Assert.IsEmpty(organization.Rows("msdyn_componentlayer"));
        Upgrade(organization, SolutionZip.Of(Packed.Value).Numbered("1.0.3.0"));
        Assert.AreEqual(with, Read(organization).ToString());
        organization.CreateService(organization.AdministratorId).Delete("solution", organization.Rows("solution").Single().Id);

        Assert.AreEqual(before, Read(organization).ToString());
        Assert.IsEmpty(organization.Rows("msdyn_componentlayer"));
    }

    [TestMethod]
    public void An_environment_without_the_form_refuses_it()
    {
        var organization = Installation.New();

        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => organization.Import(Packed.Value));

        Assert.Contains($"requires form {Form.Id:D}", fault.Detail.Message);
    }

    [TestMethod]
    public void What_is_no_form_of_the_product_is_refused()
    {
        Assert.AreEqual(ComponentErrors.FormIdWrong.Code, Assert.ThrowsExactly<PackException>(() => InvoiceForm.Of("main", "x")).Fault.Error.Code);
        var own = new InvoiceForm(new Guid("a869f452-5726-537f-bf12-fba7b3dc392d"), "Project invoice (finance)");
        Assert.AreEqual(ComponentErrors.FormIsOwn.Code, Assert.ThrowsExactly<PackException>(() => Pack(own)).Fault.Error.Code);
    }

    private static (byte[] Unmanaged, byte[] Managed) Pack(InvoiceForm? form = null)
    {
        using var folder = new TemporaryFolder();
        var packed = SolutionPacker.Pack(
            new PackOptions(TestEnvironment.SourceFolder, TestEnvironment.PluginAssembly, TestEnvironment.WorkflowAssemblies, folder.Path)
            {
                InvoiceForm = form ?? Form,
            }
        );
        return (File.ReadAllBytes(packed.UnmanagedZip), File.ReadAllBytes(packed.ManagedZip));
    }

    private static DataverseOrganization WithForm()
    {
        var organization = Installation.New();
        organization
            .CreateService(organization.AdministratorId)
            .Create(
                new Entity("systemform", Form.Id)
                {
                    ["name"] = Form.Name,
                    ["objecttypecode"] = "invoice",
                    ["type"] = new OptionSetValue(2),
                    ["formxml"] = XElement.Parse(Markup).ToString(SaveOptions.DisableFormatting),
                }
            );
        return organization;
    }

    private static XElement Read(DataverseOrganization organization) =>
        XElement.Parse(organization.Rows("systemform").Single(form => form.Id == Form.Id).GetAttributeValue<string>("formxml"));

    private static void Upgrade(DataverseOrganization organization, SolutionZip later)
    {
        var administrator = new Caller(organization.AdministratorId);
        LocalDataverse.SolutionImport.SolutionImporter.Import(organization, later.ToBytes(), administrator, holding: true);
        LocalDataverse.SolutionImport.SolutionUpgrade.Promote(organization, "ProjectInvoiceIntegration", administrator);
    }
}
