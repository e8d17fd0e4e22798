using System.IO.Packaging;
using System.Net;
using System.Xml.Linq;
using LocalDataverse.SolutionImport;
using LocalDataverse.Tests.WebApi;

namespace LocalDataverse.Tests.SolutionImport;

[TestClass]
public sealed class When_a_ribbon_is_retrieved
{
    [TestMethod]
    public async Task Its_buttons_stand_where_the_solution_put_them()
    {
        await using var dataverse = await Imported();

        var ribbon = await Ribbon(dataverse.Administrator, "account", "All");

        var button = ribbon.Descendants("Button").Single(button => (string?)button.Attribute("Id") == "x1.account.Do.Button");
        CollectionAssert.AreEqual(
            new[]
            {
                "Mscrm.Form.account.MainTab.Save.Controls",
                "Mscrm.Form.account.MainTab.Save",
                "Mscrm.Form.account.MainTab.Groups",
                "Mscrm.Form.account.MainTab",
                "Mscrm.Tabs",
            },
            button.Ancestors().Attributes("Id").Select(id => id.Value).ToList()
        );
        Assert.AreEqual("Do", (string?)button.Attribute("LabelText"));
        Assert.AreEqual("Do it", (string?)button.Attribute("Alt"));
        Assert.AreEqual("x1.account.Do.Command", (string?)ribbon.Descendants("CommandDefinition").Single().Attribute("Id"));
        Assert.AreEqual("x1_status", (string?)ribbon.Descendants("EnableRules").Descendants("ValueRule").Single().Attribute("Field"));
        Assert.AreEqual("account", (string?)ribbon.Descendants("EntityPrivilegeRule").Single().Attribute("EntityName"));
    }

    [TestMethod]
    [DataRow("Form", "x1.account.Do.Button")]
    [DataRow("HomepageGrid", "x1.account.DoAll.Button")]
    [DataRow("SubGrid", "")]
    [DataRow("All", "x1.account.Do.Button x1.account.DoAll.Button")]
    public async Task Only_the_places_that_are_asked_for_are_in_it(string locations, string buttons)
    {
        await using var dataverse = await Imported();

        var ribbon = await Ribbon(dataverse.Administrator, "account", locations);

        Assert.AreEqual(buttons, string.Join(' ', ribbon.Descendants("Button").Attributes("Id").Select(id => id.Value)));
    }

    [TestMethod]
    public async Task What_one_solution_adds_another_can_hide()
    {
        await using var dataverse = await Imported();
        Import(
            dataverse,
            ThingsSolution.Zip(
                ThingsSolution.Changed(ThingsSolution.Manifest, "<UniqueName>Things<", "<UniqueName>More<"),
                ThingsSolution.Changed(ThingsSolution.Customizations, "Location=\"Mscrm.Form.account.Delete\"", "Location=\"x1.account.DoAll.Button\"")
            )
        );

        var ribbon = await Ribbon(dataverse.Administrator, "account", "HomepageGrid");

        Assert.IsEmpty(ribbon.Descendants("Button"));
    }

    [TestMethod]
    public async Task A_table_without_buttons_has_an_empty_one()
    {
        await using var dataverse = await Imported();

        var ribbon = await Ribbon(dataverse.Administrator, "contact", "All");

        Assert.AreEqual("RibbonDefinitions", ribbon.Name.LocalName);
        Assert.IsEmpty(ribbon.Descendants("Button"));
    }

    [TestMethod]
    public async Task The_ribbon_of_the_application_has_what_belongs_to_no_table()
    {
        await using var dataverse = await RunningDataverse.Start();
        const string Button = """
            <RibbonDiffXml><CustomActions><CustomAction Id="x1.Help.CustomAction" Location="Mscrm.GlobalTab.Main.Controls._children" Sequence="1">
              <CommandUIDefinition><Button Id="x1.Help" Command="Mscrm.Help" LabelText="Help" Sequence="1" /></CommandUIDefinition>
            </CustomAction></CustomActions></RibbonDiffXml><EntityRelationships>
            """;
        Import(dataverse, ThingsSolution.With("<EntityRelationships>", Button));

        var answer = (await dataverse.Administrator.Get("RetrieveApplicationRibbon()")).Is(HttpStatusCode.OK);

        var ribbon = Unzip(answer.Json["CompressedApplicationRibbonXml"]!.GetValue<string>());
        Assert.AreEqual("x1.Help", (string?)ribbon.Descendants("Button").Single().Attribute("Id"));
    }

    [TestMethod]
    public async Task An_unknown_table_and_an_unknown_place_are_refused()
    {
        var client = (await RunningDataverse.Shared).Administrator;

        (await client.Get(Address("x1_nothing", "All"))).Is(HttpStatusCode.BadRequest);
        (await client.Get(Address("account", "Nowhere"))).Is(HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task Names_and_labels_are_in_the_language_of_the_user()
    {
        await using var dataverse = await Imported();
        var client = dataverse.Administrator;

        (await client.Patch($"usersettingscollection({RunningDataverse.AdministratorUserId})", new { uilanguageid = 1043 })).Is(HttpStatusCode.NoContent);

        var forms = (await client.Get("systemforms?$select=name,description&$filter=objecttypecode eq 'account'")).Is(HttpStatusCode.OK).Rows;
        Assert.AreEqual("Account met financiën", forms.Single()["name"]!.GetValue<string>());
        Assert.AreEqual("Shows the finance status.", forms.Single()["description"]!.GetValue<string>());
        var dashboard = (await client.Get("systemforms(d0000000-0000-4000-8000-000000000001)?$select=name")).Is(HttpStatusCode.OK).Json;
        Assert.AreEqual("Dingen", dashboard["name"]!.GetValue<string>());
        var button = (await Ribbon(client, "account", "Form")).Descendants("Button").Single();
        Assert.AreEqual("Doen, Do it", $"{(string?)button.Attribute("LabelText")}, {(string?)button.Attribute("Alt")}");
    }

    private static async Task<RunningDataverse> Imported()
    {
        var dataverse = await RunningDataverse.Start();
        Import(dataverse, ThingsSolution.Zip());
        return dataverse;
    }

    private static void Import(RunningDataverse dataverse, byte[] zip) =>
        SolutionImporter.Import(dataverse.Organization, zip, new Caller(dataverse.Organization.AdministratorId));

    private static async Task<XElement> Ribbon(WebApiClient client, string table, string locations) =>
        Unzip((await client.Get(Address(table, locations))).Is(HttpStatusCode.OK).Json["CompressedEntityXml"]!.GetValue<string>());

    private static string Address(string table, string locations) =>
        $"RetrieveEntityRibbon(EntityName=@p1,RibbonLocationFilter=@p2)?@p1='{table}'&@p2=Microsoft.Dynamics.CRM.RibbonLocationFilters'{locations}'";

    // As the platform's own sample reads it.
    private static XElement Unzip(string content)
    {
        using var stream = new MemoryStream(Convert.FromBase64String(content));
        using var package = Package.Open(stream, FileMode.Open);
        using var part = package.GetPart(new Uri("/RibbonXml.xml", UriKind.Relative)).GetStream();
        return XElement.Load(part);
    }
}
