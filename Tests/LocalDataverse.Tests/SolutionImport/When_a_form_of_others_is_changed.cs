using System.ServiceModel;
using System.Xml.Linq;
using LocalDataverse.SolutionImport;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.SolutionImport;

/// <summary>By differences as managed exports hold them: tabs, sections and cells with <c>solutionaction</c> and <c>ordinalvalue</c>.</summary>
[TestClass]
public sealed class When_a_form_of_others_is_changed
{
    private const int Generic = -2147188706;
    private const int MissingDependency = -2147188707;
    private static readonly Guid Form = new("f0000000-0000-4000-8000-0000000000aa");

    private const string Before = """
        <form showImage="false"><tabs><tab name="SUMMARY" id="{00000000-0000-4000-8000-000000000001}"><columns><column width="100%"><sections>
          <section name="first" id="{00000000-0000-4000-8000-000000000002}" showlabel="true"><rows>
            <row><cell id="{00000000-0000-4000-8000-000000000003}"><control id="name" datafieldname="name" disabled="false" /></cell></row>
            <row><cell id="{00000000-0000-4000-8000-000000000004}"><control id="accountnumber" datafieldname="accountnumber" /></cell></row></rows></section>
          <section name="second" id="{00000000-0000-4000-8000-000000000005}"><rows /></section>
        </sections></column></columns></tab></tabs></form>
        """;

    private static readonly Lazy<DataverseOrganization> Bare = new(() => new DataverseOrganization());

    [TestMethod]
    public void A_section_is_added_at_its_place()
    {
        var form = Changed(
            """
            <section name="x_new" id="{00000000-0000-4000-8000-000000000009}" ordinalvalue="1" solutionaction="Added"><rows><row>
              <cell id="{00000000-0000-4000-8000-00000000000a}" ordinalvalue="0" solutionaction="Added"><control id="fax" datafieldname="telephone1" /></cell>
            </row></rows></section>
            """
        );

        CollectionAssert.AreEqual(new[] { "first", "x_new", "second" }, Names(form, "section"));
        Assert.IsFalse(form.DescendantsAndSelf().Attributes().Any(a => a.Name.LocalName is "solutionaction" or "ordinalvalue"));
    }

    [TestMethod]
    public void A_cell_is_added_changed_and_removed()
    {
        var form = Changed(
            """
            <section name="first" id="{00000000-0000-4000-8000-000000000002}" showlabel="false" ordinalvalue="0" solutionaction="Modified"><rows>
              <row><cell id="{00000000-0000-4000-8000-000000000003}" ordinalvalue="0">
                <control id="name" disabled="true" solutionaction="Modified" /></cell></row>
              <row><cell id="{00000000-0000-4000-8000-000000000004}" ordinalvalue="0" solutionaction="Removed" /></row>
              <row><cell id="{00000000-0000-4000-8000-00000000000b}" ordinalvalue="0" solutionaction="Added">
                <control id="fax" datafieldname="telephone1" /></cell></row>
            </rows></section>
            """
        );

        var section = form.Descendants("section").First();
        Assert.AreEqual("false", (string?)section.Attribute("showlabel"));
        Assert.AreEqual("true", (string?)section.Descendants("control").First().Attribute("disabled"));
        CollectionAssert.AreEqual(new[] { "name", "fax" }, section.Descendants("control").Select(control => (string?)control.Attribute("id")).ToArray());
    }

    [TestMethod]
    [DataRow(
        "<section name=\"third\" id=\"{00000000-0000-4000-8000-0000000000ff}\" ordinalvalue=\"0\" solutionaction=\"Modified\" />",
        "changes section third"
    )]
    [DataRow("<section name=\"third\" id=\"{00000000-0000-4000-8000-0000000000ff}\" ordinalvalue=\"0\" solutionaction=\"Removed\" />", "changes section third")]
    public void What_the_form_does_not_have_is_refused(string section, string message)
    {
        var organization = WithForm();

        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => Import(organization, section));

        Assert.AreEqual(Generic, fault.Detail.ErrorCode, fault.Detail.Message);
        Assert.Contains(message, fault.Detail.Message);
        Assert.AreEqual(Plain(XElement.Parse(Before)), Plain(Read(organization)));
    }

    [TestMethod]
    public void A_form_that_is_not_there_is_a_missing_dependency()
    {
        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() =>
            Import(Bare.Value.Fork(), "<section name=\"x\" id=\"{00000000-0000-4000-8000-000000000009}\" ordinalvalue=\"1\" solutionaction=\"Added\" />")
        );

        Assert.AreEqual(MissingDependency, fault.Detail.ErrorCode, fault.Detail.Message);
        Assert.Contains($"form {Form:D}", fault.Detail.Message);
    }

    [TestMethod]
    public void Layers_tell_who_has_changed_it()
    {
        var organization = WithForm();
        Import(organization, "<section name=\"x\" id=\"{00000000-0000-4000-8000-000000000009}\" ordinalvalue=\"1\" solutionaction=\"Added\" />");

        var layers = organization
            .CreateService(organization.AdministratorId)
            .RetrieveMultiple(
                new QueryExpression("msdyn_componentlayer")
                {
                    ColumnSet = new ColumnSet(true),
                    Orders = { new OrderExpression("msdyn_order", OrderType.Ascending) },
                }
            )
            .Entities;

        CollectionAssert.AreEqual(new[] { "1 Active", "2 Things" }, layers.Select(layer => $"{layer["msdyn_order"]} {layer["msdyn_solutionname"]}").ToArray());
    }

    private static XElement Changed(string section)
    {
        var organization = WithForm();
        Import(organization, section);
        return Read(organization);
    }

    private static DataverseOrganization WithForm()
    {
        var organization = Bare.Value.Fork();
        organization
            .CreateService(organization.AdministratorId)
            .Create(
                new Entity("systemform", Form)
                {
                    ["name"] = "Account",
                    ["objecttypecode"] = "account",
                    ["type"] = new OptionSetValue(2),
                    ["formxml"] = Before,
                }
            );
        return organization;
    }

    private static void Import(DataverseOrganization organization, string section)
    {
        var customizations = XElement.Parse(ThingsSolution.Customizations);
        var account = customizations.Descendants("Entity").Single(entity => (string?)entity.Element("Name") == "Account");
        account
            .Descendants("forms")
            .Single(forms => (string?)forms.Attribute("type") == "main")
            .Add(
                XElement.Parse(
                    $"""
                    <systemform><formid>{Form:B}</formid><IntroducedVersion>1.0</IntroducedVersion><FormPresentation>1</FormPresentation>
                      <FormActivationState>1</FormActivationState><form><tabs><tab name="SUMMARY" id="{Id(1)}" IsUserDefined="0" ordinalvalue="0">
                      <columns><column width="100%" id="0"><sections>{section}</sections></column></columns></tab></tabs></form>
                      <LocalizedNames><LocalizedName description="Account" languagecode="1033" /></LocalizedNames><Descriptions /></systemform>
                    """
                )
            );
        SolutionImporter.Import(organization, ThingsSolution.Zip(ThingsSolution.Manifest, customizations.ToString()), new Caller(organization.AdministratorId));

        static string Id(int number) => $"{{00000000-0000-4000-8000-{number:d12}}}";
    }

    private static XElement Read(DataverseOrganization organization) =>
        XElement.Parse(
            organization.CreateService(organization.AdministratorId).Retrieve("systemform", Form, new ColumnSet("formxml")).GetAttributeValue<string>("formxml")
        );

    private static string Plain(XElement element) => element.ToString(SaveOptions.DisableFormatting);

    private static string?[] Names(XElement form, string part) => [.. form.Descendants(part).Select(element => (string?)element.Attribute("name"))];
}
