using Solution.Packer;
using Solution.Packer.Components;
using Solution.Packer.UserInterface;

namespace Solution.Tests.Packing;

/// <summary>What an import takes without a word, and what is then dead or missing on the screen.</summary>
[TestClass]
public sealed class When_the_user_interface_is_faulty
{
    private const string Commands = "Entities/Invoice/RibbonDiff.xml";
    private const string Form = "Entities/Invoice/FormXml/main/{a869f452-5726-537f-bf12-fba7b3dc392d}.xml";
    private const string App = "AppModules/pinv_ProjectInvoicing/AppModule.xml";
    private const string SiteMap = "AppModuleSiteMaps/pinv_ProjectInvoicing/AppModuleSiteMap.xml";
    private const string Dashboard = "Dashboards/{18ec6ee8-9b68-54cd-a056-8588833234d0}.xml";
    private const string Waiting = "Entities/Invoice/SavedQueries/{bfed90c4-b381-5d2d-8b0f-2efa3bea213b}.xml";
    private const string Chart = "Entities/Invoice/Visualizations/{ba316c2e-5cd1-5ae2-bb23-2fa9d7599e0f}.xml";
    private const string Manifest = "Other/Solution.xml";
    private const string Script = "WebResources/pinv_/scripts/invoicing.js";

    [TestMethod]
    [DataRow(Commands, "Command=\"pinv.invoice.Revise.Command\"", "Command=\"pinv.invoice.Redo.Command\"", "calls command pinv.invoice.Redo.Command")]
    [DataRow(
        Commands,
        "<EnableRule Id=\"pinv.invoice.Revise.EnableRule\" />",
        "<EnableRule Id=\"pinv.invoice.Redo.EnableRule\" />",
        "names rule pinv.invoice.Redo"
    )]
    [DataRow(Commands, "<DisplayRule Id=\"pinv.invoice.Revise.DisplayRule\" />", "<DisplayRule Id=\"pinv.Redo\" />", "names rule pinv.Redo")]
    [DataRow(Commands, "LabelText=\"$LocLabels:pinv.invoice.Revise.Button.LabelText\"", "LabelText=\"$LocLabels:pinv.Redo\"", "shows the text pinv.Redo")]
    [DataRow(Commands, "Mscrm.HomepageGrid.invoice.", "Mscrm.HomepageGrid.account.", "the place Mscrm.HomepageGrid.account.")]
    [DataRow(
        Commands,
        "<LocLabel Id=\"pinv.invoice.Revise.Button.LabelText\">",
        "<LocLabel Id=\"pinv.invoice.Revise.Button\">",
        "the id pinv.invoice.Revise.Button is used twice"
    )]
    [DataRow(Commands, "\"ProjectInvoice.form.revise\"", "\"ProjectInvoice.form.redo\"", "no function ProjectInvoice.form.redo")]
    [DataRow(Commands, "\"ProjectInvoice.list.canConfirm\"", "\"ProjectInvoice.list.mayConfirm\"", "no function ProjectInvoice.list.mayConfirm")]
    [DataRow(Form, "\"ProjectInvoice.form.onLoad\"", "\"ProjectInvoice.form.onOpen\"", "no function ProjectInvoice.form.onOpen")]
    [DataRow(Script, "    revise: onForm(", "    redo: onForm(", "no function ProjectInvoice.form.revise")]
    [DataRow(Script, "var ProjectInvoice = ", "var Other = ", "no function ProjectInvoice.form.")]
    [DataRow(Script, "list: () => list", "rows: () => list", "no function ProjectInvoice.list.")]
    public void A_command_that_leads_nowhere_is_named(string path, string from, string to, string cause) =>
        Refused(path, from, to, UserInterfaceErrors.FunctionMissing.Code, cause);

    [TestMethod]
    [DataRow(Commands, "<Title description=\"Überarbeiten\" languagecode=\"1031\" />", "", "\"Revise\" has no text in language 1031")]
    [DataRow("OptionSets/pinv_financestatus.xml", "<label description=\"Geboekt\" languagecode=\"1043\" />", "", "\"Posted\" has no text in language 1043")]
    [DataRow("OptionSets/pinv_financestatus.xml", "description=\"Geboekt\"", "description=\"\"", "\"Posted\" has no text in language 1043")]
    [DataRow(SiteMap, "LCID=\"1031\"", "LCID=\"1036\"", "has no text in language 1031")]
    [DataRow(App, "<LocalizedName description=\"Projectfacturering\" languagecode=\"1043\" />", "", "has no text in language 1043")]
    [DataRow(
        "environmentvariabledefinitions/pinv_TimeZone/environmentvariabledefinition.xml",
        "<label description=\"Tijdzone\" languagecode=\"1043\" />",
        "",
        "1043"
    )]
    [DataRow(Waiting, "<LocalizedName description=\"Facturen die op Finance wachten\" languagecode=\"1043\" />", "", "has no text in language 1043")]
    [DataRow(Manifest, "description=\"Integratie van projectfacturen\" languagecode=\"1043\"", "description=\"Integration\" languagecode=\"1036\"", "1043")]
    [DataRow("Other/Customizations.xml", "<Language>1031</Language>", "", "in language 1031, which Other/Customizations.xml does not name")]
    public void A_label_without_one_of_the_languages_is_named(string path, string from, string to, string cause) =>
        Refused(path, from, to, UserInterfaceErrors.LanguageMissing.Code, cause);

    [TestMethod]
    [DataRow(Form, "datafieldname=\"pinv_financestatus\"", "datafieldname=\"pinv_state\"", "table invoice has no column pinv_state")]
    [DataRow(Waiting, "attribute=\"pinv_financestatus\"", "attribute=\"pinv_state\"", "table invoice has no column pinv_state")]
    [DataRow(Waiting, "<attribute name=\"totalamount\" />", "", "shows column totalamount, which it does not read")]
    [DataRow(Chart, "<measure alias=\"number\" />", "<measure alias=\"total\" />", "shows column total, which it does not read")]
    [DataRow(
        "Entities/pinv_IntegrationMessage/SavedQueries/{22f2127b-2b16-5ea0-8f5d-0e49157016c3}.xml",
        "attribute=\"createdon\"",
        "attribute=\"sentby\"",
        "has no column sentby"
    )]
    public void A_column_that_is_not_there_is_named(string path, string from, string to, string cause) =>
        Refused(path, from, to, UserInterfaceErrors.ColumnMissing.Code, cause);

    [TestMethod]
    [DataRow(Dashboard, "<ViewId>{", "<ViewId>{0", "refers to view")]
    [DataRow(Dashboard, "<VisualizationId>{", "<VisualizationId>{0", "refers to chart")]
    [DataRow(Dashboard, "<TargetEntityType>pinv_integrationmessage<", "<TargetEntityType>account<", "refers to table account")]
    [DataRow(Form, "<ViewId>{", "<ViewId>{0", "refers to view")]
    [DataRow(Form, "pinv_invoice_pinv_confirmationchunk_InvoiceId", "pinv_invoice_chunk", "refers to relationship pinv_invoice_chunk")]
    [DataRow(Form, "<Library name=\"pinv_/scripts/invoicing.js\"", "<Library name=\"pinv_/scripts/other.js\"", "refers to web resource pinv_/scripts/other.js")]
    [DataRow(Form, "libraryName=\"pinv_/scripts/invoicing.js\"", "libraryName=\"pinv_/scripts/other.js\"", "refers to library pinv_/scripts/other.js")]
    [DataRow(Form, "<Role Id=\"{e", "<Role Id=\"{f", "refers to role")]
    [DataRow(Commands, "pinv_/icons/revise.svg", "pinv_/icons/redo.svg", "refers to web resource pinv_/icons/redo.svg")]
    [DataRow(Commands, "EntityName=\"pinv_integrationmessage\"", "EntityName=\"pinv_message\"", "refers to table pinv_message")]
    [DataRow(App, "type=\"26\" id=\"{", "type=\"26\" id=\"{0", "refers to component of type 26")]
    [DataRow(App, "type=\"59\" id=\"{", "type=\"59\" id=\"{0", "refers to component of type 59")]
    [DataRow(App, "type=\"60\" id=\"{", "type=\"60\" id=\"{0", "refers to component of type 60")]
    [DataRow(App, "type=\"62\" schemaName=\"pinv_ProjectInvoicing\"", "type=\"62\" schemaName=\"pinv_Other\"", "refers to component of type 62 pinv_Other")]
    [DataRow(App, "type=\"1\" schemaName=\"pinv_retainer\"", "type=\"1\" schemaName=\"pinv_other\"", "refers to component of type 1 pinv_other")]
    [DataRow(App, "<Role id=\"{e", "<Role id=\"{f", "refers to role")]
    [DataRow(App, "<WebResourceId>", "<WebResourceId>0", "refers to web resource")]
    [DataRow(SiteMap, "Entity=\"pinv_retainer\"", "Entity=\"pinv_other\"", "refers to table pinv_other")]
    [DataRow(SiteMap, "DefaultDashboard=\"", "DefaultDashboard=\"0", "refers to dashboard")]
    [DataRow(SiteMap, "<Privilege Entity=\"pinv_integrationmessage\"", "<Privilege Entity=\"pinv_other\"", "refers to table pinv_other")]
    public void A_part_that_is_not_there_is_named(string path, string from, string to, string cause) =>
        Refused(path, from, to, UserInterfaceErrors.PartMissing.Code, cause);

    [TestMethod]
    public void The_same_id_for_a_view_and_a_chart_is_named() =>
        Refused(
            Chart,
            "<savedqueryvisualizationid>{BA316C2E-5CD1-5AE2-BB23-2FA9D7599E0F}",
            "<savedqueryvisualizationid>{bfed90c4-b381-5d2d-8b0f-2efa3bea213b}",
            UserInterfaceErrors.IdTwice.Code,
            "is also that of"
        );

    [TestMethod]
    [DataRow(
        "WebResources/pinv_/icons/app.svg.data.xml",
        "<Name>pinv_/icons/app.svg</Name>",
        "<Name>pinv_/icons/icon.svg</Name>",
        "its Name is pinv_/icons/icon.svg"
    )]
    [DataRow(
        "WebResources/pinv_/icons/app.svg.data.xml",
        "<WebResourceType>11<",
        "<WebResourceType>5<",
        "its WebResourceType is 5, and that of its file would be 11"
    )]
    [DataRow("WebResources/pinv_/icons/app.svg.data.xml", "<FileName>/WebResources/pinv_icons", "<FileName>/WebResources/icons", "its FileName is")]
    public void A_web_resource_that_does_not_fit_its_file_is_named(string path, string from, string to, string cause) =>
        Refused(path, from, to, ComponentErrors.ResourceMisnamed.Code, cause);

    [TestMethod]
    public void A_web_resource_without_its_file_is_named() =>
        Refused(source => File.Delete(Path.Combine(source, Script)), ComponentErrors.ContentMissing.Code, "pinv_/scripts/invoicing.js");

    [TestMethod]
    public void A_web_resource_without_its_definition_is_named() =>
        Refused(source => File.Delete(Path.Combine(source, Script + ".data.xml")), ComponentErrors.FileMissing.Code, "invoicing.js.data.xml");

    [TestMethod]
    [DataRow(
        "<RootComponent type=\"60\" id=\"{18ec6ee8-9b68-54cd-a056-8588833234d0}\" behavior=\"0\" />",
        "dashboard {18ec6ee8-9b68-54cd-a056-8588833234d0} is in the source, but not listed"
    )]
    [DataRow(
        "<RootComponent type=\"61\" schemaName=\"pinv_/icons/app.svg\" behavior=\"0\" />",
        "web resource pinv_/icons/app.svg is in the source, but not listed"
    )]
    [DataRow(
        "<RootComponent type=\"62\" schemaName=\"pinv_ProjectInvoicing\" behavior=\"0\" />",
        "site map pinv_ProjectInvoicing is in the source, but not listed"
    )]
    [DataRow("<RootComponent type=\"80\" schemaName=\"pinv_ProjectInvoicing\" behavior=\"0\" />", "app pinv_ProjectInvoicing is in the source, but not listed")]
    public void A_part_that_the_manifest_does_not_list_is_named(string line, string cause) =>
        Refused(Manifest, line, string.Empty, ComponentErrors.Unlisted.Code, cause);

    [TestMethod]
    [DataRow("schemaName=\"msdyn_projectinvoicestatus\"", "column invoice.msdyn_projectinvoicestatus")]
    [DataRow("<Dependent type=\"62\" schemaName=\"pinv_ProjectInvoicing\" />", "pinv_ProjectInvoicing needs table")]
    [DataRow("<Dependent type=\"80\" schemaName=\"pinv_ProjectInvoicing\"", "pinv_ProjectInvoicing needs table")]
    public void A_need_of_other_solutions_is_named(string line, string cause) =>
        Refused(Manifest, line, line.Replace("schemaName=\"", "schemaName=\"x", StringComparison.Ordinal), ComponentErrors.DependencyMissing.Code, cause);

    private static void Refused(string path, string from, string to, string code, string cause) =>
        Refused(
            source =>
            {
                var file = Path.Combine(source, path);
                var text = File.ReadAllText(file);
                Assert.Contains(from, text);
                File.WriteAllText(file, WithGuids(text.Replace(from, to, StringComparison.Ordinal)));
            },
            code,
            cause
        );

    private static void Refused(Action<string> spoil, string code, string cause)
    {
        using var source = new TemporaryFolder();
        using var output = new TemporaryFolder();
        spoil(source.CopyOf(TestEnvironment.SourceFolder));

        var fault = Assert.ThrowsExactly<PackException>(() =>
            SolutionPacker.Pack(new PackOptions(source.Path, TestEnvironment.PluginAssembly, TestEnvironment.WorkflowAssemblies, output.Path))
        );

        Assert.AreEqual(code, fault.Fault.Error.Code, fault.Message);
        Assert.Contains(cause, fault.Message);
        Assert.IsEmpty(Directory.GetFiles(output.Path));
    }

    // A digit put before an id makes it another one: the last digit goes.
    private static string WithGuids(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, "0([0-9A-Fa-f]{7})[0-9A-Fa-f]((-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})", "0$1$2");
}
