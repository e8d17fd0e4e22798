using System.Text;
using System.Xml.Linq;
using Solution.Deploy;
using Solution.Packer.Archive;
using Solution.Packer.Components;
using Solution.Packer.Declarations;

namespace Solution.Tests.Packing;

[TestClass]
public sealed class When_the_solution_is_packed
{
    private static readonly PackedSolution Unmanaged = new(TestEnvironment.UnmanagedZip);
    private static readonly PackedSolution Managed = new(TestEnvironment.ManagedZip);
    private static readonly PluginDeclarations Declared = DeclarationReader.Read(TestEnvironment.PluginAssembly);

    [TestMethod]
    public void It_holds_the_declared_steps_and_no_others()
    {
        Assert.IsNotEmpty(Declared.Steps);
        Assert.AreEqual(Lines(Declared.Steps.Select(DeclaredStep)), Lines(Unmanaged.Steps.Select(PackedStep)));
        Assert.AreEqual(
            Lines(Declared.Steps.Select(step => step.Id.ToString("B"))),
            Lines(Unmanaged.Components(92).Select(component => (string)component.Attribute("id")!))
        );
    }

    [TestMethod]
    public void It_holds_the_declared_plugin_types_and_no_others()
    {
        var assembly = Unmanaged.Assemblies.Single(a => ((string)a.Attribute("FullName")!).StartsWith("InvoicePlugins,", StringComparison.Ordinal));

        Assert.AreEqual(
            Lines(Declared.Types.Select(type => $"{type.Id:D} {type.TypeName}")),
            Lines(assembly.Descendants("PluginType").Select(type => $"{(string)type.Attribute("PluginTypeId")!} {(string)type.Attribute("Name")!}"))
        );
        Assert.IsTrue(
            assembly
                .Descendants("PluginType")
                .All(type => ((string)type.Attribute("AssemblyQualifiedName")!).EndsWith((string)assembly.Attribute("FullName")!, StringComparison.Ordinal))
        );
    }

    [TestMethod]
    public void It_holds_the_declared_custom_apis_and_no_others()
    {
        Assert.AreEqual(
            Lines(Declared.CustomApis.Select(api => $"customapis/{api.UniqueName}/customapi.xml")),
            Lines(Unmanaged.Order.Where(path => path.EndsWith("/customapi.xml", StringComparison.Ordinal)))
        );
        foreach (var api in Declared.CustomApis)
        {
            var folder = $"customapis/{api.UniqueName}";
            var xml = Unmanaged.Xml($"{folder}/customapi.xml");
            Assert.AreEqual(api.PluginTypeId.ToString("D"), (string)xml.Element("plugintypeid")!.Element("plugintypeid")!);
            Assert.AreEqual(api.Binding, (int)xml.Element("bindingtype")!);
            Assert.AreEqual(api.BoundTable, (string?)xml.Element("boundentitylogicalname"));
            Assert.AreEqual(api.ExecutePrivilege, (string?)xml.Element("executeprivilegename"));
            Assert.AreEqual(
                Lines(api.Parameters.Select(p => $"{p.Name} {p.Type} {p.Optional}")),
                Lines(
                    Parts($"{folder}/customapirequestparameters/")
                        .Select(p => $"{(string)p.Attribute("uniquename")!} {(int)p.Element("type")!} {(int)p.Element("isoptional")! == 1}")
                )
            );
            Assert.AreEqual(
                Lines(api.Results.Select(p => $"{p.Name} {p.Type}")),
                Lines(Parts($"{folder}/customapiresponseproperties/").Select(p => $"{(string)p.Attribute("uniquename")!} {(int)p.Element("type")!}"))
            );
        }
    }

    [TestMethod]
    public void A_response_property_has_no_isoptional_which_would_break_the_import() =>
        Assert.IsTrue(Parts("customapis/").Where(p => p.Name == "customapiresponseproperty").All(p => p.Element("isoptional") is null));

    [TestMethod]
    public void It_holds_the_assemblies_as_they_were_built()
    {
        Assert.IsNotEmpty(Unmanaged.Assemblies);
        foreach (var assembly in Unmanaged.Assemblies)
        {
            var name = ((string)assembly.Attribute("FullName")!).Split(',')[0];
            var file = name.Replace(".", string.Empty, StringComparison.Ordinal);
            var path = ((string)assembly.Element("FileName")!).TrimStart('/');

            Assert.AreEqual($"PluginAssemblies/{file}-{((string)assembly.Attribute("PluginAssemblyId")!).ToUpperInvariant()}/{file}.dll", path);
            CollectionAssert.AreEqual(File.ReadAllBytes(TestEnvironment.BuiltAssembly(name)), Unmanaged.Entries[path]);
            Assert.IsNotEmpty(assembly.Descendants("PluginType"));
        }

        Assert.AreEqual(
            Lines(Unmanaged.Assemblies.Select(assembly => $"{{{(string)assembly.Attribute("PluginAssemblyId")!}}} {(string)assembly.Attribute("FullName")!}")),
            Lines(Unmanaged.Components(91).Select(component => $"{(string)component.Attribute("id")!} {(string)component.Attribute("schemaName")!}"))
        );
    }

    [TestMethod]
    public void The_deploy_command_knows_the_step_that_has_a_secure_configuration() =>
        Assert.AreEqual(DeploySolution.DeliveryStepId, Declared.Steps.Single(step => step.HasSecureConfiguration).Id);

    [TestMethod]
    public void Managed_and_unmanaged_differ_in_one_word_of_the_manifest()
    {
        Assert.AreEqual("0", (string)Unmanaged.Manifest.Element("Managed")!);
        Assert.AreEqual("1", (string)Managed.Manifest.Element("Managed")!);
        CollectionAssert.AreEqual(Unmanaged.Order.ToList(), Managed.Order.ToList());
        foreach (var path in Unmanaged.Order.Where(path => path != "solution.xml"))
        {
            CollectionAssert.AreEqual(Unmanaged.Entries[path], Managed.Entries[path], path);
        }

        Assert.AreEqual(
            Encoding.UTF8.GetString(Unmanaged.Entries["solution.xml"]).Replace("<Managed>0</Managed>", "<Managed>1</Managed>", StringComparison.Ordinal),
            Encoding.UTF8.GetString(Managed.Entries["solution.xml"])
        );
    }

    [TestMethod]
    public void The_files_have_the_form_of_exports()
    {
        CollectionAssert.AreEqual(Encoding.UTF8.GetPreamble(), Unmanaged.Entries["[Content_Types].xml"][..3]);
        Assert.AreEqual("[Content_Types].xml", Unmanaged.Order[0]);
        foreach (var path in new[] { "solution.xml", "customizations.xml" })
        {
            var text = Encoding.UTF8.GetString(Unmanaged.Entries[path]);
            Assert.StartsWith("<ImportExportXml", text);
            Assert.Contains("\r\n", text);
        }

        var types = Unmanaged.Xml("[Content_Types].xml").Elements().ToList();
        var extensions = types.Where(e => e.Name.LocalName == "Default").Select(e => (string)e.Attribute("Extension")!).ToList();
        var parts = types.Where(e => e.Name.LocalName == "Override").Select(e => (string)e.Attribute("PartName")!).ToList();
        Assert.IsTrue(Unmanaged.Order.All(path => extensions.Contains(Path.GetExtension(path).TrimStart('.')) || parts.Contains("/" + path)));
    }

    [TestMethod]
    public void It_holds_the_web_resources_of_the_source_under_the_names_that_exports_give_them()
    {
        var folder = Path.Combine(TestEnvironment.SourceFolder, "WebResources");
        var resources = Unmanaged.Customizations.Element("WebResources")!.Elements("WebResource").ToList();

        Assert.AreEqual(
            Lines(
                Directory
                    .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                    .Where(name => !name.EndsWith(".data.xml", StringComparison.Ordinal))
            ),
            Lines(resources.Select(resource => (string)resource.Element("Name")!))
        );
        foreach (var resource in resources)
        {
            var name = (string)resource.Element("Name")!;
            var id = ((string)resource.Element("WebResourceId")!).Trim('{', '}').ToUpperInvariant();
            var path = $"WebResources/{name.Replace("/", string.Empty, StringComparison.Ordinal).Replace(".", string.Empty, StringComparison.Ordinal)}{id}";
            Assert.AreEqual("/" + path, (string)resource.Element("FileName")!);
            CollectionAssert.AreEqual(File.ReadAllBytes(Path.Combine(folder, name)), Unmanaged.Entries[path], name);
        }
    }

    [TestMethod]
    public void The_id_of_a_web_resource_is_derived_from_its_name_so_that_it_is_the_same_everywhere()
    {
        foreach (var resource in Unmanaged.Customizations.Element("WebResources")!.Elements("WebResource"))
        {
            var name = (string)resource.Element("Name")!;

            Assert.AreEqual(NameBasedId.Of($"webresource:{name}").ToString("B"), (string)resource.Element("WebResourceId")!, name);
        }
    }

    [TestMethod]
    public void Every_label_stands_there_in_three_languages()
    {
        var lists = Unmanaged
            .Order.Where(path => path.EndsWith(".xml", StringComparison.Ordinal) && path != "[Content_Types].xml")
            .SelectMany(path => Unmanaged.Xml(path).DescendantsAndSelf())
            .Where(list => list.Elements().Any(IsLabel))
            .ToList();

        Assert.IsGreaterThan(500, lists.Count);
        Assert.AreEqual(
            string.Empty,
            Lines(
                lists
                    .Where(list => !list.Elements().Where(IsLabel).Select(LanguageOf).Order().SequenceEqual(["1031", "1033", "1043"]))
                    .Select(list => list.ToString())
            )
        );

        static bool IsLabel(XElement element) => element.Name.LocalName != "ImportExportXml" && LanguageOf(element) is not null;
        static string? LanguageOf(XElement element) => (string?)element.Attribute("languagecode") ?? (string?)element.Attribute("LCID");
    }

    [TestMethod]
    public void Texts_of_custom_APIs_are_those_of_the_code_and_no_others()
    {
        var declared = Declared
            .CustomApis.SelectMany(api =>
                new[] { api.DisplayName, api.Description }.Concat(api.Parameters.Concat(api.Results).Select(part => part.Description))
            )
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.AreEqual(Lines(declared), Lines(CustomApiTexts.Read().English.Order(StringComparer.Ordinal)));
        Assert.IsTrue(
            Unmanaged
                .Order.Where(path => path.StartsWith("customapis/", StringComparison.Ordinal))
                .SelectMany(path => Unmanaged.Xml(path).Descendants("label"))
                .All(label => ((string)label.Attribute("description")!).Length is > 0 and <= 300)
        );
    }

    [TestMethod]
    public void Every_own_choice_value_starts_with_the_option_prefix() =>
        Assert.IsTrue(
            Unmanaged
                .Customizations.Element("optionsets")!
                .Descendants("option")
                .All(option => ((string)option.Attribute("value")!).StartsWith("48219", StringComparison.Ordinal))
        );

    [TestMethod]
    public void Every_role_may_read_definitions()
    {
        string[] needed = ["prvReadEntity", "prvReadAttribute", "prvReadRelationship", "prvReadEntityKey", "prvReadOptionSet"];
        var roles = Unmanaged.Customizations.Element("Roles")!.Elements("Role").ToList();

        Assert.HasCount(4, roles);
        foreach (var role in roles)
        {
            var global = role.Descendants("RolePrivilege")
                .Where(p => (string?)p.Attribute("level") == "Global")
                .Select(p => (string)p.Attribute("name")!)
                .ToList();
            CollectionAssert.IsSubsetOf(needed, global, (string?)role.Attribute("name"));
        }
    }

    [TestMethod]
    public void Nothing_of_the_sdk_and_no_secret_travels_in_it() =>
        Assert.IsFalse(
            Unmanaged.Order.Any(path =>
                path.Contains("Microsoft.", StringComparison.Ordinal) || path.Contains("environmentvariablevalues", StringComparison.Ordinal)
            )
        );

    [TestMethod]
    [DataRow("Project Invoice Manager", true)]
    [DataRow("Project Invoice Administrator", true)]
    [DataRow("Project Invoice Data Import", false)]
    [DataRow("Project Invoice Finance Integration", false)]
    public void Whoever_opens_the_app_may_read_what_it_shows_and_programs_may_not(string name, bool opensTheApp)
    {
        string[] needed =
        [
            "prvReadAppModule",
            "prvReadCustomization",
            "prvReadQuery",
            "prvReadSavedQueryVisualizations",
            "prvReadSystemForm",
            "prvReadUserQuery",
            "prvReadWebResource",
        ];
        var role = Unmanaged.Customizations.Element("Roles")!.Elements("Role").Single(r => (string?)r.Attribute("name") == name);
        var app = Unmanaged.Customizations.Element("AppModules")!.Elements("AppModule").Single();

        var granted = role.Descendants("RolePrivilege").Select(p => (string)p.Attribute("name")!).Intersect(needed);
        var mapped = app.Element("AppModuleRoleMaps")!.Elements("Role").Any(r => (string?)r.Attribute("id") == (string?)role.Attribute("id"));

        Assert.AreEqual(opensTheApp ? Lines(needed) : string.Empty, Lines(granted));
        Assert.AreEqual(opensTheApp, mapped);
    }

    [TestMethod]
    public void The_page_for_the_registration_tool_is_that_of_the_declared_steps() =>
        Assert.AreEqual(
            RegistrationPage.Of(Declared),
            File.ReadAllText(Path.Combine(TestEnvironment.RepositoryRoot, "Solution", "REGISTRATION.md")),
            "write it anew with the packer's option --registration-page Solution/REGISTRATION.md"
        );

    private static IEnumerable<XElement> Parts(string folder) =>
        Unmanaged.Order.Where(path => path.StartsWith(folder, StringComparison.Ordinal)).Select(Unmanaged.Xml);

    private static string DeclaredStep(PluginStep step) =>
        $"{step.Id:B} {step.TypeName} {step.Message} {step.Table} stage {step.Stage} mode {step.Mode} rank {step.Rank} ["
        + $"{string.Join(',', step.FilteringAttributes)}] "
        + string.Join(' ', step.Images.Select(image => $"({image.Id:B} {image.Name} {image.Alias} {image.Type} [{string.Join(',', image.Columns)}])"));

    private static string PackedStep(XElement step) =>
        $"{(string)step.Attribute("SdkMessageProcessingStepId")!} {((string)step.Element("PluginTypeName")!).Split(',')[0]} {MessageOf(step)} "
        + $"{(string?)step.Element("PrimaryEntity")} "
        + $"stage {(int)step.Element("Stage")!} mode {(int)step.Element("Mode")!} rank {(int)step.Element("Rank")!} ["
        + $"{(string?)step.Element("FilteringAttributes")}] "
        + string.Join(
            ' ',
            step.Descendants("SdkMessageProcessingStepImage")
                .Select(image =>
                    $"({(string)image.Element("SdkMessageProcessingStepImageId")!} {(string)image.Attribute("Name")!} "
                    + $"{(string)image.Element("EntityAlias")!} {(int)image.Element("ImageType")!} [{(string)image.Element("Attributes")!}])"
                )
        );

    private static string MessageOf(XElement step) =>
        (string?)step.Element("SdkMessageId") switch
        {
            "9ebdbb1b-ea3e-db11-86a7-000a3a5473e8" => "Create",
            "20bebb1b-ea3e-db11-86a7-000a3a5473e8" => "Update",
            "a1bdbb1b-ea3e-db11-86a7-000a3a5473e8" => "Delete",
            _ => (string)step.Element("SdkMessageName")!,
        };

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines.Order(StringComparer.Ordinal));
}
