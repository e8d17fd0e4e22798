using System.Xml.Linq;

namespace Solution.Tests.Packing.Shapes;

/// <summary>Tells of every element of a solution which kind of element it is: by its name, its type, and where it stands.</summary>
internal static class ElementWalk
{
    /// <summary>All elements that have attributes or children; the others are values of their parents.</summary>
    public static IEnumerable<ShapedElement> Of(PackedSolution solution)
    {
        var managed = (string?)solution.Manifest.Element("Managed") == "1";
        var roots = solution
            .Order.Where(path => path.EndsWith(".xml", StringComparison.Ordinal) && !path.StartsWith('['))
            .Select(path => (path, solution.Xml(path)));
        return roots.SelectMany(root =>
            root.Item2.DescendantsAndSelf()
                .Where(e => !IsChart(e))
                .Where(e => e.HasElements || e.Attributes().Any(a => !a.IsNamespaceDeclaration && a.Name.Namespace == XNamespace.None))
                .Select(e => new ShapedElement(KindOf(e, managed), e, PlaceOf(e) ?? root.path))
        );
    }

    private static string KindOf(XElement element, bool managed)
    {
        var name = element.Name.LocalName;
        if (Within(element, "Dashboard") is not null && name is not ("form" or "LocalizedNames" or "LocalizedName"))
        {
            return $"dash.{name}";
        }

        if (Within(element, "form") is not null)
        {
            return $"form.{name}{Difference(element)}";
        }

        if (element.AncestorsAndSelf("SiteMap").Any())
        {
            return $"sitemap.{name}";
        }

        if (name is "layoutxml" or "fetchxml" || Within(element, "layoutxml") is not null || Within(element, "fetchxml") is not null)
        {
            return $"view.{name}";
        }

        return Within(element, "RibbonDiffXml") is not null ? RibbonKind(element, name) : NamedKind(element, name, managed);
    }

    // Of a form of others a managed solution holds only what it changes.
    private static string Difference(XElement element) =>
        element.AncestorsAndSelf("form").Last().Descendants().Attributes("solutionaction").Any() ? ":diff" : string.Empty;

    private static string RibbonKind(XElement element, string name) =>
        name is not ("EnableRule" or "DisplayRule") ? $"ribbon.{name}"
        : Within(element, "CommandDefinition") is null ? $"ribbon.{name}:def"
        : $"ribbon.{name}:ref";

    // What charts hold was not counted: fetchxml and the drawing, which the schema of the data description knows.
    private static bool IsChart(XElement element) => element.AncestorsAndSelf().Any(e => e.Name.LocalName is "datadescription" or "presentationdescription");

    private static string NamedKind(XElement element, string name, bool managed) =>
        name switch
        {
            "RootComponent" or "Required" or "Dependent" => $"{name}:{(string?)element.Attribute("type")}",
            "ImportExportXml" => element.Element("SolutionManifest") is null ? "ImportExportXml:customizations:zip" : "ImportExportXml:solution",
            "Entity" or "entity" => $"{name}:{TableKind(element)}",
            "attribute" => $"attribute:{(string?)element.Element("Type")}:{((string?)element.Element("IsCustomField") == "1" ? "custom" : "system")}"
                + $"{(IsOwn(element) ? string.Empty : ":shell")}",
            "optionset" => $"optionset:{((string?)element.Element("IsGlobal") == "1" ? "global" : "local")}:{(string?)element.Element("OptionSetType")}",
            "option" or "state" or "status" => $"{name}:{(string?)Within(element, "optionset")!.Element("OptionSetType")}",
            "forms" => $"{name}:{(string?)element.Attribute("type")}",
            "form" => $"{name}:{(string?)element.Ancestors("forms").Single().Attribute("type")}{Difference(element)}",
            "systemform" => $"systemform:{(string?)element.Parent!.Attribute("type")}:{Owner(element)}:{(managed ? "m" : "u")}",
            "savedquery" => $"savedquery:{(string?)element.Element("querytype")}:{Owner(element)}",
            "WebResource" => $"WebResource:{(string?)element.Element("WebResourceType")}",
            "AppModuleComponent" => $"AppModuleComponent:{(string?)element.Attribute("type")}",
            "Role" when element.Parent?.Name.LocalName == "AppModuleRoleMaps" => "AppModuleRoleMaps.Role",
            "Dashboard" => $"Dashboard:dashboard:{(managed ? "m" : "u")}",
            "SdkMessageProcessingStep" => "SdkMessageProcessingStep:typeid",
            "EntityRelationship" => $"EntityRelationship:{(string?)element.Element("EntityRelationshipType")}",
            "displayname" or "description" when element.Attribute("default") is not null => $"{name}:default",
            _ => name,
        };

    private static string Owner(XElement element) => IsOwn(element) ? "own" : "foreign";

    private static string TableKind(XElement element) =>
        IsOwn(element) ? "full"
        : Table(element).Descendants("attribute").Any(IsColumn) ? "shell+columns"
        : "shell";

    private static bool IsOwn(XElement element) => Table(element).Descendants("attribute").Any(a => (string?)a.Element("Type") == "primarykey");

    private static bool IsColumn(XElement element) => element.Attribute("PhysicalName") is not null;

    private static XElement Table(XElement element) => element.AncestorsAndSelf("Entity").Single();

    private static XElement? Within(XElement element, string ancestor) => element.Ancestors(ancestor).FirstOrDefault();

    private static string? PlaceOf(XElement element) =>
        element
            .AncestorsAndSelf()
            .Select(e =>
                e.Name.LocalName switch
                {
                    "attribute" when IsColumn(e) => $"{(string?)e.Parent?.Parent?.Attribute("Name")}.{(string?)e.Attribute("PhysicalName")}",
                    "savedquery" => $"view {(string?)e.Element("savedqueryid")}",
                    "systemform" => $"form {(string?)e.Element("formid")}",
                    "Dashboard" => $"dashboard {(string?)e.Element("FormId")}",
                    "WebResource" => (string?)e.Element("Name"),
                    "AppModule" => (string?)e.Element("UniqueName"),
                    "visualization" => $"chart {(string?)e.Element("savedqueryvisualizationid")}",
                    "Entity" => (string?)e.Element("Name"),
                    "Role" or "SdkMessageProcessingStep" or "EntityRelationship" or "optionset" => (string?)e.Attribute("Name") ?? (string?)e.Attribute("name"),
                    _ => null,
                }
            )
            .FirstOrDefault(place => place is not null);
}
