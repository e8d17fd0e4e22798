using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>The unpacked solution in a folder.</summary>
internal sealed class SolutionSource
{
    private readonly SourceFolder folder;

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">Folder with Other/Solution.xml.</param>
    /// <exception cref="PackException">A file is missing or broken.</exception>
    public SolutionSource(string folder)
    {
        this.folder = new SourceFolder(folder);
        Manifest = this.folder.Read("Other/Solution.xml");
        Customizations = this.folder.Read("Other/Customizations.xml");
    }

    /// <summary>Root of Other/Solution.xml.</summary>
    public XElement Manifest { get; }

    /// <summary>Root of Other/Customizations.xml: the sections, empty.</summary>
    public XElement Customizations { get; }

    /// <summary>Unique name of the solution.</summary>
    public string UniqueName => Text(Manifest, "SolutionManifest/UniqueName");

    /// <summary>Version of the solution.</summary>
    public string Version => Text(Manifest, "SolutionManifest/Version");

    /// <summary>Prefix of the publisher.</summary>
    public string Prefix => Text(Manifest, "SolutionManifest/Publisher/CustomizationPrefix");

    /// <summary>Languages that every label has.</summary>
    public IReadOnlyList<string> Languages => [.. Customizations.Elements("Languages").Elements("Language").Select(language => language.Value)];

    /// <summary>Tables, each with its forms, views, charts and commands.</summary>
    public IReadOnlyList<XElement> Tables() => [.. folder.Folders("Entities").Select(Table)];

    /// <summary>Roles.</summary>
    public IReadOnlyList<XElement> Roles() => [.. folder.Files("Roles").Select(folder.Read)];

    /// <summary>Global choices.</summary>
    public IReadOnlyList<XElement> Choices() => [.. folder.Files("OptionSets").Select(folder.Read)];

    /// <summary>Dashboards.</summary>
    public IReadOnlyList<XElement> Dashboards() => [.. folder.Files("Dashboards").Select(folder.Read)];

    /// <summary>Site maps of apps.</summary>
    public IReadOnlyList<XElement> SiteMaps() =>
        [.. folder.Folders("AppModuleSiteMaps").Select(name => folder.Read($"AppModuleSiteMaps/{name}/AppModuleSiteMap.xml"))];

    /// <summary>Model-driven apps.</summary>
    public IReadOnlyList<XElement> Apps() => [.. folder.Folders("AppModules").Select(name => folder.Read($"AppModules/{name}/AppModule.xml"))];

    /// <summary>Scripts, texts, pages and pictures.</summary>
    public IReadOnlyList<WebResource> WebResources() => WebResourceReader.Read(folder);

    /// <summary>Relationships, in the order of Other/Relationships.xml.</summary>
    public IReadOnlyList<XElement> Relationships()
    {
        const string List = "Other/Relationships.xml";
        var bodies = folder.Files("Other/Relationships").SelectMany(file => folder.Read(file).Elements("EntityRelationship")).ToList();
        var listed = folder.Read(List).Elements("EntityRelationship").Select(e => (string)e.Attribute("Name")!).ToList();
        var missing = listed.Except(bodies.Select(NameOf)).FirstOrDefault() ?? bodies.Select(NameOf).Except(listed).FirstOrDefault();
        if (missing is not null)
        {
            throw new PackException(ComponentErrors.RelationshipUnlisted.For(List, missing));
        }

        return [.. listed.Select(name => bodies.Single(body => NameOf(body) == name))];

        static string NameOf(XElement element) => (string?)element.Attribute("Name") ?? string.Empty;
    }

    /// <summary>Files of components that stand in folders of their own, in the zip as in the source.</summary>
    public IEnumerable<(string Path, XElement Root)> ComponentFolders() =>
        folder
            .Folders("environmentvariabledefinitions")
            .Select(name => $"environmentvariabledefinitions/{name}/environmentvariabledefinition.xml")
            .Select(path => (path, folder.Read(path)));

    private XElement Table(string name)
    {
        var entity = folder.Read($"Entities/{name}/Entity.xml");
        var forms = folder
            .Folders($"Entities/{name}/FormXml")
            .Select(kind => new XElement(
                "forms",
                new XAttribute("type", kind),
                folder.Files($"Entities/{name}/FormXml/{kind}").SelectMany(file => folder.Read(file).Elements("systemform"))
            ));
        var views = folder.Files($"Entities/{name}/SavedQueries").SelectMany(file => folder.Read(file).Elements("savedquery")).ToList();
        var charts = folder.Files($"Entities/{name}/Visualizations").Select(folder.Read).ToList();
        Required(entity, "FormXml").ReplaceNodes(forms);
        Required(entity, "SavedQueries")
            .ReplaceWith(
                views.Count == 0 ? null : new XElement("SavedQueries", new XElement("savedqueries", views)),
                charts.Count == 0 ? null : new XElement("Visualizations", charts)
            );
        Required(entity, "RibbonDiffXml").ReplaceWith(folder.ReadOptional($"Entities/{name}/RibbonDiff.xml") ?? EmptyRibbon());
        return entity;
    }

    // The form that exports have where a table's commands were not changed.
    private static XElement EmptyRibbon() =>
        new(
            "RibbonDiffXml",
            new XElement("CustomActions"),
            new XElement("Templates", new XElement("RibbonTemplates", new XAttribute("Id", "Mscrm.Templates"), string.Empty)),
            new XElement("CommandDefinitions"),
            new XElement("RuleDefinitions", new XElement("TabDisplayRules"), new XElement("DisplayRules"), new XElement("EnableRules")),
            new XElement("LocLabels")
        );

    private static XElement Required(XElement parent, string name) =>
        parent.Element(name) ?? throw new PackException(ComponentErrors.ListMissing.For((string?)parent.Element("Name") ?? parent.Name.LocalName, name));

    private static string Text(XElement root, string path) =>
        path.Split('/').Aggregate((XElement?)root, (element, name) => element?.Element(name))?.Value
        ?? throw new PackException(ComponentErrors.ElementMissing.For("Other/Solution.xml", path));
}
