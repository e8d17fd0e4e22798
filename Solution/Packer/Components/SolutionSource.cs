using System.Xml;
using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>The unpacked solution in a folder.</summary>
internal sealed class SolutionSource
{
    private static readonly XName SchemaInstance = XNamespace.Xmlns + "xsi";

    private readonly string folder;

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">Folder with Other/Solution.xml.</param>
    /// <exception cref="PackException">A file is missing or broken.</exception>
    public SolutionSource(string folder)
    {
        this.folder = folder;
        Manifest = Read("Other/Solution.xml");
        Customizations = Read("Other/Customizations.xml");
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

    /// <summary>Tables, each with its forms and views.</summary>
    public IReadOnlyList<XElement> Tables() => [.. Folders("Entities").Select(Table)];

    /// <summary>Roles.</summary>
    public IReadOnlyList<XElement> Roles() => [.. Files("Roles").Select(Read)];

    /// <summary>Global choices.</summary>
    public IReadOnlyList<XElement> Choices() => [.. Files("OptionSets").Select(Read)];

    /// <summary>Relationships, in the order of Other/Relationships.xml.</summary>
    public IReadOnlyList<XElement> Relationships()
    {
        const string List = "Other/Relationships.xml";
        var bodies = Files("Other/Relationships").SelectMany(file => Read(file).Elements("EntityRelationship")).ToList();
        var listed = Read(List).Elements("EntityRelationship").Select(e => (string)e.Attribute("Name")!).ToList();
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
        Folders("environmentvariabledefinitions")
            .Select(name => $"environmentvariabledefinitions/{name}/environmentvariabledefinition.xml")
            .Select(path => (path, Read(path)));

    private XElement Table(string name)
    {
        var entity = Read($"Entities/{name}/Entity.xml");
        var forms = Folders($"Entities/{name}/FormXml")
            .Select(kind => new XElement(
                "forms",
                new XAttribute("type", kind),
                Files($"Entities/{name}/FormXml/{kind}").SelectMany(file => Read(file).Elements("systemform"))
            ))
            .ToList();
        var views = Files($"Entities/{name}/SavedQueries").SelectMany(file => Read(file).Elements("savedquery")).ToList();
        Required(entity, "FormXml").ReplaceNodes(forms);
        var queries = Required(entity, "SavedQueries");
        if (views.Count == 0)
        {
            queries.Remove();
        }
        else
        {
            queries.ReplaceNodes(new XElement("savedqueries", views));
        }

        Required(entity, "RibbonDiffXml").ReplaceWith(EmptyRibbon());
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

    private XElement Read(string path)
    {
        var file = Path.Combine(folder, path);
        try
        {
            var root = XElement.Load(file);
            root.Attribute(SchemaInstance)?.Remove();
            return root;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PackException(ComponentErrors.FileMissing.For(path), failure);
        }
        catch (XmlException fault)
        {
            throw new PackException(ComponentErrors.XmlBroken.For(path, fault.LineNumber, fault.LinePosition), fault);
        }
    }

    private IEnumerable<string> Folders(string path) => Names(path, Directory.EnumerateDirectories);

    private IEnumerable<string> Files(string path) => Names(path, p => Directory.EnumerateFiles(p, "*.xml")).Select(name => $"{path}/{name}");

    private IEnumerable<string> Names(string path, Func<string, IEnumerable<string>> list)
    {
        var full = Path.Combine(folder, path);
        return Directory.Exists(full) ? list(full).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal) : [];
    }

    private static XElement Required(XElement parent, string name) =>
        parent.Element(name) ?? throw new PackException(ComponentErrors.ListMissing.For((string?)parent.Element("Name") ?? parent.Name.LocalName, name));

    private static string Text(XElement root, string path) =>
        path.Split('/').Aggregate((XElement?)root, (element, name) => element?.Element(name))?.Value
        ?? throw new PackException(ComponentErrors.ElementMissing.For("Other/Solution.xml", path));
}
