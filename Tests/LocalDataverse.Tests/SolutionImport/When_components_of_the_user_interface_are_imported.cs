using System.Net;
using System.Text;
using System.Xml.Linq;
using LocalDataverse.Tests.WebApi;

namespace LocalDataverse.Tests.SolutionImport;

[TestClass]
public sealed class When_components_of_the_user_interface_are_imported
{
    private const string Dashboard = "d0000000-0000-4000-8000-000000000001";
    private const string View = "a0000000-0000-4000-8000-000000000001";
    private const string Chart = "c0000000-0000-4000-8000-000000000001";

    private static readonly Lazy<Task<RunningDataverse>> Imported = new(async () =>
    {
        var dataverse = await RunningDataverse.Start();
        await Import(dataverse, ThingsSolution.Zip());
        return dataverse;
    });

    [ClassCleanup]
    public static async Task Stop()
    {
        if (Imported.IsValueCreated)
        {
            await (await Imported.Value).DisposeAsync();
        }
    }

    [TestMethod]
    public async Task Forms_are_read_by_their_table()
    {
        var client = (await Imported.Value).Administrator;

        var forms = (await client.Get("systemforms?$select=name,type,objecttypecode,formactivationstate,ismanaged,description&$orderby=formid"))
            .Is(HttpStatusCode.OK)
            .Rows;

        CollectionAssert.AreEquivalent(
            new[] { "0 none Things", "2 account Account with finance", "2 x1_thing Information", "6 x1_thing Information", "11 x1_thing Information" },
            forms.Select(form => $"{form["type"]} {form["objecttypecode"]} {form["name"]}").ToList()
        );
        Assert.IsTrue(forms.All(form => form["ismanaged"]!.GetValue<bool>() && form["formactivationstate"]!.GetValue<int>() == 1));
        Assert.AreEqual(
            "Shows the finance status.",
            forms.Single(form => form["objecttypecode"]!.GetValue<string>() == "account")["description"]!.GetValue<string>()
        );
    }

    [TestMethod]
    public async Task A_form_keeps_its_layout()
    {
        var client = (await Imported.Value).Administrator;

        var form = (await client.Get("systemforms(f0000000-0000-4000-8000-000000000001)?$select=formxml")).Is(HttpStatusCode.OK).Json;

        var layout = XElement.Parse(form["formxml"]!.GetValue<string>());
        Assert.AreEqual("form", layout.Name.LocalName);
        var section = layout.Descendants("section").Single();
        CollectionAssert.AreEqual(
            new[] { "Finance", "Financiën" },
            section.Elements("labels").Elements("label").Select(l => (string)l.Attribute("description")!).ToList()
        );
        Assert.AreEqual("x1_/account.js", (string)layout.Descendants("Handler").Single().Attribute("libraryName")!);
    }

    [TestMethod]
    public async Task A_view_is_a_query_with_a_layout()
    {
        var client = (await Imported.Value).Administrator;

        var view = (
            await client.Get(
                "savedqueries?$filter=returnedtypecode eq 'x1_thing'&$select=name,querytype,isdefault,isquickfindquery,fetchxml,layoutxml,columnsetxml"
            )
        )
            .Is(HttpStatusCode.OK)
            .Rows.Single();

        Assert.AreEqual("Active things", view["name"]!.GetValue<string>());
        Assert.AreEqual(0, view["querytype"]!.GetValue<int>());
        Assert.IsTrue(view["isdefault"]!.GetValue<bool>());
        Assert.IsFalse(view["isquickfindquery"]!.GetValue<bool>());
        Assert.AreEqual("x1_thing", (string)XElement.Parse(view["fetchxml"]!.GetValue<string>()).Element("entity")!.Attribute("name")!);
        Assert.AreEqual(3, XElement.Parse(view["layoutxml"]!.GetValue<string>()).Descendants("cell").Count());
        Assert.IsNull(view["columnsetxml"]);
    }

    [TestMethod]
    public async Task A_chart_has_its_data_and_its_presentation()
    {
        var client = (await Imported.Value).Administrator;

        var chart = (await client.Get($"savedqueryvisualizations({Chart})")).Is(HttpStatusCode.OK).Json;

        Assert.AreEqual("Amount by account", chart["name"]!.GetValue<string>());
        Assert.AreEqual("x1_thing", chart["primaryentitytypecode"]!.GetValue<string>());
        Assert.AreEqual("datadefinition", XElement.Parse(chart["datadescription"]!.GetValue<string>()).Name.LocalName);
        Assert.AreEqual("Chart", XElement.Parse(chart["presentationdescription"]!.GetValue<string>()).Name.LocalName);
    }

    [TestMethod]
    public async Task A_web_resource_gives_its_bytes()
    {
        var client = (await Imported.Value).Administrator;

        var resources = (await client.Get("webresourceset?$select=name,content,webresourcetype,languagecode,dependencyxml&$orderby=name"))
            .Is(HttpStatusCode.OK)
            .Rows;

        CollectionAssert.AreEqual(
            new[] { "x1_/account.js 3", "x1_/img/do.svg 11", "x1_/strings/Texts.1033.resx 12", "x1_/strings/Texts.1043.resx 12" },
            resources.Select(resource => $"{resource["name"]} {resource["webresourcetype"]}").ToList()
        );
        Assert.AreEqual(ThingsSolution.Script, Encoding.UTF8.GetString(Convert.FromBase64String(resources[0]["content"]!.GetValue<string>())));
        Assert.AreEqual(1033, resources[0]["languagecode"]!.GetValue<int>());
        StringAssert.Contains(resources[0]["dependencyxml"]!.GetValue<string>(), "x1_/strings/Texts.1033.resx");
    }

    [TestMethod]
    public async Task An_app_lists_its_components_and_its_roles()
    {
        var client = (await Imported.Value).Administrator;

        var app = (await client.Get("appmodules?$filter=uniquename eq 'x1_App'&$select=appmoduleid,name,description,clienttype,formfactor,webresourceid"))
            .Is(HttpStatusCode.OK)
            .Rows.Single();
        var id = app["appmoduleid"]!.GetValue<Guid>();
        var parts = (await client.Get($"appmodulecomponents?$filter=_appmoduleidunique_value eq {id}&$select=componenttype,objectid"))
            .Is(HttpStatusCode.OK)
            .Rows;
        var roles = (await client.Get($"appmodules({id})/appmoduleroles_association?$select=name")).Is(HttpStatusCode.OK).Rows;

        Assert.AreEqual("Things: All things.", $"{app["name"]}: {app["description"]}");
        CollectionAssert.AreEquivalent(new[] { 1, 26, 59, 60, 62 }, parts.Select(part => part["componenttype"]!.GetValue<int>()).ToList());
        Assert.AreEqual(View, parts.Single(part => part["componenttype"]!.GetValue<int>() == 26)["objectid"]!.GetValue<string>());
        CollectionAssert.AreEqual(new[] { "System Administrator" }, roles.Select(role => role["name"]!.GetValue<string>()).ToList());
    }

    [TestMethod]
    public async Task A_site_map_belongs_to_its_app()
    {
        var client = (await Imported.Value).Administrator;

        var map = (await client.Get("sitemaps?$filter=sitemapnameunique eq 'x1_App'")).Is(HttpStatusCode.OK).Rows.Single();

        Assert.IsTrue(map["isappaware"]!.GetValue<bool>());
        Assert.IsFalse(map["showrecents"]!.GetValue<bool>());
        Assert.AreEqual("Things", map["sitemapname"]!.GetValue<string>());
        Assert.AreEqual("x1_thing", (string)XElement.Parse(map["sitemapxml"]!.GetValue<string>()).Descendants("SubArea").First().Attribute("Entity")!);
    }

    [TestMethod]
    public async Task The_solution_lists_each_with_its_type()
    {
        var client = (await Imported.Value).Administrator;

        var solution = (await client.Get("solutions?$filter=uniquename eq 'Things'&$select=solutionid")).Is(HttpStatusCode.OK).Rows.Single()["solutionid"];
        var components = (await client.Get($"solutioncomponents?$filter=_solutionid_value eq {solution}&$select=componenttype,objectid"))
            .Is(HttpStatusCode.OK)
            .Rows;

        var counts = components.CountBy(component => component["componenttype"]!.GetValue<int>()).ToDictionary();
        Assert.AreEqual(1, counts[26]);
        Assert.AreEqual(1, counts[59]);
        Assert.AreEqual(5, counts[60]);
        Assert.AreEqual(4, counts[61]);
        Assert.AreEqual(1, counts[62]);
        Assert.AreEqual(1, counts[80]);
        Assert.AreEqual(1, counts[50]);
        Assert.IsTrue(components.Any(component => component["objectid"]!.GetValue<string>() == Dashboard));
    }

    [TestMethod]
    public async Task A_second_import_changes_them_in_place()
    {
        await using var dataverse = await RunningDataverse.Start();
        await Import(dataverse, ThingsSolution.Zip());

        await Import(dataverse, ThingsSolution.With("description=\"Active things\"", "description=\"Open things\""));

        var views = (await dataverse.Administrator.Get("savedqueries?$select=name")).Is(HttpStatusCode.OK).Rows;
        Assert.AreEqual("Open things", views.Single()["name"]!.GetValue<string>());
        Assert.HasCount(5, (await dataverse.Administrator.Get("appmodulecomponents")).Is(HttpStatusCode.OK).Rows);
    }

    [TestMethod]
    public async Task Deleting_the_solution_takes_all_of_them_along()
    {
        string[] tables =
        [
            "systemform",
            "savedquery",
            "savedqueryvisualization",
            "webresource",
            "appmodule",
            "appmodulecomponent",
            "appmoduleroles",
            "sitemap",
            "ribboncustomization",
            "ribbondiff",
            "ribboncommand",
            "ribbonrule",
            "localizedlabel",
            "solutioncomponent",
        ];
        await using var dataverse = await RunningDataverse.Start();
        var before = dataverse.Organization.DumpState(tables);
        await Import(dataverse, ThingsSolution.Zip());
        Assert.IsNotEmpty(before.DifferencesTo(dataverse.Organization.DumpState(tables)));
        var solution = (await dataverse.Administrator.Get("solutions?$filter=uniquename eq 'Things'&$select=solutionid")).Is(HttpStatusCode.OK).Rows.Single()[
            "solutionid"
        ];

        (await dataverse.Administrator.Delete($"solutions({solution})")).Is(HttpStatusCode.NoContent);

        Assert.IsEmpty(before.DifferencesTo(dataverse.Organization.DumpState(tables)));
    }

    private static async Task Import(RunningDataverse dataverse, byte[] zip) =>
        (
            await dataverse.Administrator.Post(
                "ImportSolution",
                new
                {
                    OverwriteUnmanagedCustomizations = true,
                    PublishWorkflows = true,
                    ImportJobId = Guid.NewGuid(),
                    CustomizationFile = Convert.ToBase64String(zip),
                }
            )
        ).Is(HttpStatusCode.NoContent);
}
