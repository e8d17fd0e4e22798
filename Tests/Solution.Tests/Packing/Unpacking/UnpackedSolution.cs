using System.Text;
using System.Xml.Linq;

namespace Solution.Tests.Packing.Unpacking;

/// <summary>
/// A packed solution laid out as <c>pac solution unpack</c> does, by what is known of that layout from public sources; written without anything of the packer.
/// </summary>
internal static class UnpackedSolution
{
    private static readonly string[] Emptied =
    [
        "Entities",
        "Roles",
        "EntityRelationships",
        "optionsets",
        "Dashboards",
        "WebResources",
        "SolutionPluginAssemblies",
        "SdkMessageProcessingSteps",
        "AppModuleSiteMaps",
        "AppModules",
    ];

    /// <summary>The files by their paths below the source folder.</summary>
    public static IReadOnlyDictionary<string, byte[]> Of(PackedSolution solution)
    {
        var customizations = solution.Customizations;
        return Xml(solution, customizations)
            .Select(file => (file.Path, Content: Encoding.UTF8.GetBytes(file.Root.ToString())))
            .Concat(Binaries(solution, customizations))
            .ToDictionary(file => file.Path, file => file.Content, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<(string Path, XElement Root)> Xml(PackedSolution solution, XElement customizations) =>
        [
            ("Other/Solution.xml", solution.Xml("solution.xml")),
            ("Other/Customizations.xml", Markers(customizations)),
            .. Relationships(customizations),
            .. Items(customizations, "Entities").SelectMany(Table),
            .. Items(customizations, "optionsets").Select(choice => ($"OptionSets/{(string)choice.Attribute("Name")!}.xml", choice)),
            .. Items(customizations, "Roles").Select(role => ($"Roles/{(string)role.Attribute("name")!}.xml", role)),
            .. Items(customizations, "Dashboards").Select(board => ($"Dashboards/{(string)board.Element("FormId")!}.xml", board)),
            .. Items(customizations, "AppModules").Select(app => ($"AppModules/{(string)app.Element("UniqueName")!}/AppModule.xml", app)),
            .. Items(customizations, "AppModuleSiteMaps")
                .Select(map => ($"AppModuleSiteMaps/{(string)map.Element("SiteMapUniqueName")!}/AppModuleSiteMap.xml", map)),
            .. Items(customizations, "WebResources").Select(resource => ($"WebResources/{(string)resource.Element("Name")!}.data.xml", resource)),
            .. Items(customizations, "SdkMessageProcessingSteps")
                .Select(step => ($"SdkMessageProcessingSteps/{(string)step.Attribute("SdkMessageProcessingStepId")!}.xml", step)),
            .. solution
                .Order.Where(path =>
                    path.StartsWith("customapis/", StringComparison.Ordinal) || path.StartsWith("environmentvariable", StringComparison.Ordinal)
                )
                .Select(path => (path, solution.Xml(path))),
        ];

    private static IEnumerable<(string Path, byte[] Content)> Binaries(PackedSolution solution, XElement customizations) =>
        Items(customizations, "WebResources")
            .Select(resource => ($"WebResources/{(string)resource.Element("Name")!}", solution.Entries[((string)resource.Element("FileName")!).TrimStart('/')]))
            .Concat(
                solution.Assemblies.Select(assembly => ((string)assembly.Element("FileName")!).TrimStart('/')).Select(path => (path, solution.Entries[path]))
            );

    private static IEnumerable<XElement> Items(XElement customizations, string section) => customizations.Element(section)?.Elements() ?? [];

    private static XElement Markers(XElement customizations)
    {
        var root = new XElement(customizations);
        foreach (var section in root.Elements().Where(section => Emptied.Contains(section.Name.LocalName)))
        {
            section.RemoveNodes();
        }

        return root;
    }

    private static IEnumerable<(string, XElement)> Relationships(XElement customizations)
    {
        var all = Items(customizations, "EntityRelationships").ToList();
        yield return (
            "Other/Relationships.xml",
            new XElement("EntityRelationships", all.Select(relationship => new XElement("EntityRelationship", relationship.Attribute("Name"))))
        );
        foreach (var table in all.GroupBy(relationship => (string)relationship.Element("ReferencedEntityName")!))
        {
            yield return ($"Other/Relationships/{table.Key}.xml", new XElement("EntityRelationships", table));
        }
    }

    private static IEnumerable<(string, XElement)> Table(XElement packed)
    {
        var entity = new XElement(packed);
        var folder = $"Entities/{(string)entity.Element("Name")!}";
        foreach (var forms in entity.Elements("FormXml").Elements("forms"))
        {
            foreach (var form in forms.Elements())
            {
                yield return ($"{folder}/FormXml/{(string)forms.Attribute("type")!}/{(string)form.Element("formid")!}.xml", new XElement("forms", form));
            }
        }

        foreach (var view in entity.Descendants("savedquery"))
        {
            yield return ($"{folder}/SavedQueries/{(string)view.Element("savedqueryid")!}.xml", new XElement("savedqueries", view));
        }

        foreach (var chart in entity.Descendants("visualization"))
        {
            yield return ($"{folder}/Visualizations/{(string)chart.Element("savedqueryvisualizationid")!}.xml", new XElement(chart));
        }

        yield return ($"{folder}/RibbonDiff.xml", new XElement(entity.Element("RibbonDiffXml")!));
        entity.Elements("SavedQueries").Concat(entity.Elements("Visualizations")).Remove();
        entity.Element("FormXml")!.RemoveNodes();
        entity.Element("FormXml")!.AddAfterSelf(new XElement("SavedQueries"));
        entity.Element("RibbonDiffXml")!.RemoveNodes();
        yield return ($"{folder}/Entity.xml", entity);
    }
}
