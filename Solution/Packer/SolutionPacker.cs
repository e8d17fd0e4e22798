using System.Xml.Linq;
using Solution.Packer.Archive;
using Solution.Packer.Components;
using Solution.Packer.Declarations;
using Solution.Packer.UserInterface;

namespace Solution.Packer;

/// <summary>Packs the unpacked solution and the plug-in assemblies into an unmanaged and a managed solution.</summary>
/// <remarks>Assemblies, steps and custom APIs are generated from the declarations in the code; nobody writes them twice.</remarks>
internal static class SolutionPacker
{
    private static readonly XNamespace SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Packs. The same input gives the same bytes; nothing is written where there is a fault.</summary>
    /// <param name="options">What, and where to.</param>
    public static PackResult Pack(PackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var source = new SolutionSource(options.SourceFolder);
        var plugins = AssemblyFacts.Read(options.PluginAssembly);
        var workflows = options.WorkflowAssemblies.Select(AssemblyFacts.Read).ToList();
        foreach (var empty in workflows.Where(w => w.Activities.Count == 0))
        {
            throw new PackException(DeclarationErrors.NoActivity.For(empty.Name));
        }

        var declarations = DeclarationReader.Read(options.PluginAssembly);
        var webResources = source.WebResources();
        var customizations = Customizations(source, webResources, plugins, workflows, declarations);
        DeclarationRules.Check(declarations, source.Prefix, OwnColumns(customizations));
        var manifest = Manifest(source, [plugins, .. workflows], declarations);
        ManifestRules.Check(manifest, customizations);
        TableRules.Check(customizations);
        UserInterfaceRules.Check(new UserInterfaceParts(source.Prefix, customizations, webResources));
        var apis = new CustomApiXml(source.Languages);
        List<(string Path, XElement Root)> folders = [.. source.ComponentFolders(), .. declarations.CustomApis.SelectMany(apis.Files)];
        LabelRules.Check(source.Languages, [source.Manifest, customizations, .. folders.Select(component => component.Root)]);
        DependencyRules.Check(manifest, customizations);

        var unmanaged = Archive(folders, manifest, customizations, webResources, plugins, workflows, managed: false);
        if (options.InvoiceForm is { } form)
        {
            FormDifference.AddTo(customizations, manifest, form);
        }

        var managed = Archive(folders, manifest, customizations, webResources, plugins, workflows, managed: true);
        var result = new PackResult(
            Path.Combine(options.OutputFolder, $"{source.UniqueName}.zip"),
            Path.Combine(options.OutputFolder, $"{source.UniqueName}_managed.zip"),
            source.UniqueName,
            source.Version,
            declarations.Steps.Count,
            declarations.CustomApis.Count
        );
        Write(result.UnmanagedZip, unmanaged);
        Write(result.ManagedZip, managed);
        return result;
    }

    private static byte[] Archive(
        List<(string Path, XElement Root)> folders,
        XElement manifest,
        XElement customizations,
        IReadOnlyList<WebResource> webResources,
        AssemblyFacts plugins,
        List<AssemblyFacts> workflows,
        bool managed
    )
    {
        var archive = new SolutionArchive();
        manifest.Element("SolutionManifest")!.SetElementValue("Managed", managed ? 1 : 0);
        archive.Add("solution.xml", manifest);
        archive.Add("customizations.xml", customizations);
        foreach (var assembly in workflows.Prepend(plugins))
        {
            archive.Add(assembly.ZipPath, assembly.Content);
        }

        foreach (var resource in webResources)
        {
            archive.Add(resource.ZipPath, resource.Content);
        }

        foreach (var (path, root) in folders)
        {
            archive.Add(path, root);
        }

        return archive.ToBytes();
    }

    private static XElement Customizations(
        SolutionSource source,
        IReadOnlyList<WebResource> webResources,
        AssemblyFacts plugins,
        List<AssemblyFacts> workflows,
        PluginDeclarations declarations
    )
    {
        var root = new XElement(source.Customizations);
        root.SetAttributeValue(XNamespace.Xmlns + "xsi", SchemaInstance.NamespaceName);
        Fill("Entities", source.Tables());
        Fill("Roles", source.Roles());
        Fill("EntityRelationships", source.Relationships());
        Fill("optionsets", source.Choices());
        Fill("Dashboards", source.Dashboards());
        Fill("WebResources", webResources.Select(resource => resource.Definition));
        Fill("AppModuleSiteMaps", source.SiteMaps());
        Fill("AppModules", source.Apps());
        Fill("SolutionPluginAssemblies", workflows.Select(PluginAssemblyXml.Activities).Prepend(PluginAssemblyXml.Plugins(plugins, declarations.Types)));
        Fill(
            "SdkMessageProcessingSteps",
            declarations.Steps.Select(step => StepXml.Of(step, declarations.Types.Single(t => t.TypeName == step.TypeName), plugins))
        );
        return root;

        void Fill(string section, IEnumerable<XElement> content) =>
            (root.Element(section) ?? throw new PackException(ComponentErrors.SectionMissing.For("Other/Customizations.xml", section))).ReplaceNodes(content);
    }

    private static XElement Manifest(SolutionSource source, IReadOnlyList<AssemblyFacts> assemblies, PluginDeclarations declarations)
    {
        const int Assembly = 91;
        const int Step = 92;
        var root = new XElement(source.Manifest);
        root.SetAttributeValue(XNamespace.Xmlns + "xsi", SchemaInstance.NamespaceName);
        var components =
            root.Element("SolutionManifest")?.Element("RootComponents")
            ?? throw new PackException(ComponentErrors.ElementMissing.For("Other/Solution.xml", "RootComponents"));
        components.Add(assemblies.Select(a => Component(Assembly, new XAttribute("id", a.Id.ToString("B")), new XAttribute("schemaName", a.FullName))));
        components.Add(declarations.Steps.Select(s => Component(Step, new XAttribute("id", s.Id.ToString("B")))));
        components.ReplaceNodes(components.Elements().OrderBy(e => (int)e.Attribute("type")!).ToList());
        return root;

        static XElement Component(int type, params XAttribute[] identity) =>
            new("RootComponent", new XAttribute("type", type), identity, new XAttribute("behavior", 0));
    }

    private static HashSet<string> OwnColumns(XElement customizations) =>
        [
            .. from entity in customizations.Element("Entities")!.Elements("Entity").Elements("EntityInfo").Elements("entity")
            from attribute in entity.Elements("attributes").Elements("attribute")
            select $"{((string)entity.Attribute("Name")!).ToLowerInvariant()}.{(string)attribute.Element("LogicalName")!}",
        ];

    private static void Write(string path, byte[] content)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllBytes(path, content);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PackException(PackErrors.NotWritten.For(path), failure);
        }
    }
}
