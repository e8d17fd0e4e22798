using System.ServiceModel;
using LocalDataverse.SolutionImport;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.SolutionImport;

[TestClass]
public sealed class When_a_component_of_the_user_interface_is_broken
{
    private const int Generic = -2147188706;
    private const int InvalidXml = -2147188692;
    private const int MissingDependency = -2147188707;
    private const int SiteMap = -2147188719;
    private const int Ribbon = -2147188687;
    private const string Other = "e0000000-0000-4000-8000-00000000000e";

    private static readonly Lazy<DataverseOrganization> Bare = new(() => new DataverseOrganization());

    [TestMethod]
    [DataRow(
        "<control id=\"x1_name\" classid=\"{4273EDBD-AC1D-40d3-9FB2-095C621B552D}\" datafieldname=\"x1_name\"",
        "<control id=\"x1_name\" datafieldname=\"x1_nothing\"",
        Generic,
        "form Information of x1_thing: table x1_thing has no column x1_nothing"
    )]
    [DataRow(
        "<Library name=\"x1_/account.js\"",
        "<Library name=\"x1_/other.js\"",
        MissingDependency,
        "form Account with finance of account requires web resource x1_/other.js"
    )]
    [DataRow(
        "libraryName=\"x1_/account.js\"",
        "libraryName=\"x1_/other.js\"",
        Generic,
        "form Account with finance of account: an event is handled in x1_/other.js"
    )]
    [DataRow("<forms type=\"card\">", "<forms type=\"postcard\">", InvalidXml, "forms have no type postcard")]
    [DataRow(
        "<forms type=\"card\">\n          <systemform>\n            <formid>{f0000000-0000-4000-8000-000000000004}",
        "<forms type=\"card\">\n          <systemform>\n            <formid>{f0000000-0000-4000-8000-000000000003}",
        Generic,
        "form Information of x1_thing: the file holds it twice"
    )]
    public void A_form_is_refused(string find, string replace, int code, string message) => Refused(find, replace, code, message);

    [TestMethod]
    [DataRow(
        "<attribute name=\"x1_amount\" />",
        "<attribute name=\"x1_price\" />",
        Generic,
        "view Active things of x1_thing: table x1_thing has no column x1_price"
    )]
    [DataRow("<cell name=\"x1_amount\"", "<cell name=\"x1_price\"", Generic, "view Active things of x1_thing: table x1_thing has no column x1_price")]
    [DataRow("<cell name=\"customer.name\"", "<cell name=\"account.name\"", Generic, "the query links no table under the alias of column account.name")]
    [DataRow("<cell name=\"customer.name\"", "<cell name=\"customer.nickname\"", Generic, "table account has no column nickname")]
    [DataRow("<condition attribute=\"statecode\"", "<condition attribute=\"state\"", Generic, "table x1_thing has no column state")]
    [DataRow("<order attribute=\"x1_name\"", "<order attribute=\"x1_title\"", Generic, "table x1_thing has no column x1_title")]
    [DataRow(
        "<link-entity name=\"account\"",
        "<link-entity name=\"x1_customer\"",
        MissingDependency,
        "view Active things of x1_thing requires table x1_customer"
    )]
    [DataRow("to=\"x1_accountid\"", "to=\"x1_customerid\"", Generic, "table x1_thing has no column x1_customerid")]
    [DataRow(
        "<entity name=\"x1_thing\">\n                  <attribute name=\"x1_thingid\" />",
        "<entity name=\"account\">\n                  <attribute name=\"accountid\" />",
        Generic,
        "view Active things of x1_thing: its query reads table account"
    )]
    public void A_view_is_refused(string find, string replace, int code, string message) => Refused(find, replace, code, message);

    [TestMethod]
    [DataRow(
        "<attribute alias=\"amount\" name=\"x1_amount\"",
        "<attribute alias=\"amount\" name=\"x1_price\"",
        Generic,
        "chart Amount by account of x1_thing: table x1_thing has no column x1_price"
    )]
    [DataRow("<measure alias=\"amount\"", "<measure alias=\"sum\"", Generic, "chart Amount by account of x1_thing: its query has no column with the alias sum")]
    [DataRow(
        "<datadefinition>",
        "<datadefinition><fetchcollection><fetch><entity name=\"account\" /></fetch></fetchcollection>",
        Generic,
        "chart Amount by account of x1_thing: its query reads table account"
    )]
    public void A_chart_is_refused(string find, string replace, int code, string message) => Refused(find, replace, code, message);

    [TestMethod]
    [DataRow(
        "<ViewId>{A0000000-0000-4000-8000-000000000001}</ViewId>\n                                  <IsUserView>",
        $"<ViewId>{{{Other}}}</ViewId><IsUserView>",
        MissingDependency,
        $"dashboard Things requires view {Other}"
    )]
    [DataRow(
        "<VisualizationId>{C0000000-0000-4000-8000-000000000001}",
        $"<VisualizationId>{{{Other}}}",
        MissingDependency,
        $"dashboard Things requires chart {Other}"
    )]
    [DataRow(
        "<TargetEntityType>x1_thing</TargetEntityType>\n                                  <ChartGridMode>",
        "<TargetEntityType>account</TargetEntityType><ChartGridMode>",
        Generic,
        "dashboard Things: a list of table account shows view a0000000-0000-4000-8000-000000000001 of table x1_thing"
    )]
    [DataRow(
        "<TargetEntityType>x1_thing</TargetEntityType>\n                                  <ChartGridMode>Chart</ChartGridMode>",
        "<TargetEntityType>x1_nothing</TargetEntityType>",
        MissingDependency,
        "dashboard Things requires table x1_nothing"
    )]
    [DataRow(
        "<FormId>{d0000000-0000-4000-8000-000000000001}</FormId>",
        $"<FormId>{{{Other}}}</FormId>",
        Generic,
        $"dashboard {Other}: the file holds it, and the manifest does not list it"
    )]
    public void A_dashboard_is_refused(string find, string replace, int code, string message) => Refused(find, replace, code, message);

    [TestMethod]
    public void A_dashboard_that_shows_a_chart_of_another_table_is_refused()
    {
        var moved = ThingsSolution
            .Changed(ThingsSolution.Customizations, "<Visualizations>", "<!--")
            .Replace("</Visualizations>", "-->", StringComparison.Ordinal);
        var chart = ThingsSolution.Customizations[ThingsSolution.Customizations.IndexOf("<Visualizations>", StringComparison.Ordinal)..];
        chart = chart[..(chart.IndexOf("</Visualizations>", StringComparison.Ordinal) + "</Visualizations>".Length)]
            .Replace("x1_thing", "account", StringComparison.Ordinal)
            .Replace("x1_accountid", "name", StringComparison.Ordinal)
            .Replace("name=\"x1_amount\" aggregate=\"sum\"", "name=\"accountid\" aggregate=\"count\"", StringComparison.Ordinal);
        moved = moved.Insert(moved.IndexOf("</Entity>", StringComparison.Ordinal), chart);

        Refused(
            ThingsSolution.Zip(ThingsSolution.Manifest, moved),
            Generic,
            "dashboard Things: a list of table x1_thing shows chart c0000000-0000-4000-8000-000000000001 of table account"
        );
    }

    [TestMethod]
    [DataRow("<WebResourceType>11<", "<WebResourceType>13<", Generic, "web resource x1_/img/do.svg: web resources have no type 13")]
    [DataRow("<WebResourceType>11</WebResourceType>", "", Generic, "web resource x1_/img/do.svg: web resources have no type (none)")]
    [DataRow(
        "/WebResources/x1_imgdosvg",
        "/WebResources/x1_other",
        Generic,
        "web resource x1_/img/do.svg: /WebResources/x1_otherB0000000-0000-4000-8000-000000000002 is not in the compressed file"
    )]
    public void A_web_resource_is_refused(string find, string replace, int code, string message) => Refused(find, replace, code, message);

    [TestMethod]
    [DataRow("img/do.svg")]
    [DataRow("x1_//img/do.svg")]
    [DataRow("x1_/img/do it.svg")]
    [DataRow("x1_/img/dö.svg")]
    public void A_web_resource_with_a_wrong_name_is_refused(string name) =>
        Refused(
            ThingsSolution.Zip(
                ThingsSolution.Changed(ThingsSolution.Manifest, "x1_/img/do.svg", name),
                ThingsSolution.Changed(ThingsSolution.Customizations, "x1_/img/do.svg", name)
            ),
            Generic,
            $"web resource {name}: the name of a web resource is a customization prefix"
        );

    [TestMethod]
    public void A_web_resource_that_the_manifest_does_not_list_is_refused() =>
        Refused(
            ThingsSolution.Zip(
                ThingsSolution.Changed(ThingsSolution.Manifest, "<RootComponent type=\"61\" schemaName=\"x1_/account.js\" behavior=\"0\" />", ""),
                ThingsSolution.Customizations
            ),
            Generic,
            "web resource x1_/account.js: the file holds it, and the manifest does not list it"
        );

    [TestMethod]
    [DataRow(
        "type=\"26\" id=\"{a0000000-0000-4000-8000-000000000001}\"",
        $"type=\"26\" id=\"{{{Other}}}\"",
        MissingDependency,
        $"app x1_App requires view {Other}"
    )]
    [DataRow(
        "type=\"59\" id=\"{c0000000-0000-4000-8000-000000000001}\"",
        $"type=\"59\" id=\"{{{Other}}}\"",
        MissingDependency,
        $"app x1_App requires chart {Other}"
    )]
    [DataRow(
        "type=\"60\" id=\"{d0000000-0000-4000-8000-000000000001}\"",
        $"type=\"60\" id=\"{{{Other}}}\"",
        MissingDependency,
        $"app x1_App requires form {Other}"
    )]
    [DataRow("type=\"1\" schemaName=\"x1_thing\"", "type=\"1\" schemaName=\"x1_nothing\"", MissingDependency, "app x1_App requires table x1_nothing")]
    [DataRow("type=\"62\" schemaName=\"x1_App\"", "type=\"62\" schemaName=\"x1_Other\"", MissingDependency, "app x1_App requires site map x1_Other")]
    [DataRow("type=\"26\" id=", "type=\"29\" id=", Generic, "app x1_App: an app holds no component of type 29 here")]
    [DataRow(
        "<WebResourceId>953b9fac-1e5e-e611-80d6-00155ded156f<",
        $"<WebResourceId>{Other}<",
        MissingDependency,
        $"app x1_App requires web resource {Other}"
    )]
    [DataRow("<Role id=\"{119f245c-3cc8-4b62-b31c-d1a046ced15d}\"", $"<Role id=\"{{{Other}}}\"", MissingDependency, $"app x1_App requires role {Other}")]
    public void An_app_is_refused(string find, string replace, int code, string message) => Refused(find, replace, code, message);

    [TestMethod]
    [DataRow("Entity=\"x1_thing\"", "Entity=\"x1_nothing\"", SiteMap, "site map x1_App: SubArea names table x1_nothing, which does not exist")]
    [DataRow(
        "DefaultDashboard=\"d0000000-0000-4000-8000-000000000001\"",
        $"DefaultDashboard=\"{Other}\"",
        MissingDependency,
        $"site map x1_App requires form {Other}"
    )]
    [DataRow(
        "DefaultDashboard=\"d0000000-0000-4000-8000-000000000001\"",
        "DefaultDashboard=\"f0000000-0000-4000-8000-000000000002\"",
        SiteMap,
        "f0000000-0000-4000-8000-000000000002 is no dashboard"
    )]
    [DataRow(
        "Url=\"/workplace/home_dashboards.aspx\"",
        "Url=\"$webresource:x1_/page.html\"",
        MissingDependency,
        "site map x1_App requires web resource x1_/page.html"
    )]
    public void A_site_map_is_refused(string find, string replace, int code, string message) => Refused(find, replace, code, message);

    [TestMethod]
    [DataRow(
        "$webresource:x1_/img/do.svg",
        "$webresource:x1_/img/done.svg",
        "ribbon of account, x1.account.Do.Button.CustomAction: web resource x1_/img/done.svg does not exist"
    )]
    [DataRow(
        "FunctionName=\"X.Account.do\" Library=\"$webresource:x1_/account.js\"",
        "FunctionName=\"X.Account.do\" Library=\"$webresource:x1_/other.js\"",
        "ribbon of account, x1.account.Do.Command: web resource x1_/other.js does not exist"
    )]
    [DataRow("Command=\"x1.account.Do.Command\"", "Command=\"x1.account.Other.Command\"", "command or rule x1.account.Other.Command does not exist")]
    [DataRow(
        "<EnableRule Id=\"x1.account.Do.EnableRule\" />",
        "<EnableRule Id=\"x1.account.Other.EnableRule\" />",
        "ribbon of account, x1.account.Do.Command: command or rule x1.account.Other.EnableRule does not exist"
    )]
    [DataRow("Alt=\"$LocLabels:x1.account.Do.Button.Alt\"", "Alt=\"$LocLabels:x1.account.Other\"", "label x1.account.Other does not exist")]
    [DataRow("EntityName=\"account\"", "EntityName=\"x1_nothing\"", "ribbon of account, x1.account.Do.DisplayRule: table x1_nothing does not exist")]
    [DataRow("Field=\"x1_status\"", "Field=\"x1_state\"", "ribbon of account, x1.account.Do.EnableRule: table account has no column x1_state")]
    public void A_ribbon_is_refused(string find, string replace, string message) => Refused(find, replace, Ribbon, message);

    private static void Refused(string find, string replace, int code, string message) => Refused(ThingsSolution.With(find, replace), code, message);

    private static void Refused(byte[] zip, int code, string message)
    {
        var organization = Bare.Value.Fork();
        var before = organization.DumpState();

        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() =>
            SolutionImporter.Import(organization, zip, new Caller(organization.AdministratorId))
        );

        StringAssert.Contains(fault.Detail.Message, message);
        Assert.AreEqual(code, fault.Detail.ErrorCode, fault.Detail.Message);
        Assert.IsEmpty(before.DifferencesTo(organization.DumpState()));
    }
}
