using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>The manifest names every component that the solution holds as one of its roots, each once, and no others.</summary>
internal static class ManifestRules
{
    private const string Manifest = "Other/Solution.xml";

    // Never seen in an export: environment variables are known by their folders. An id or a name in capitals is not found again by an import.
    private const int EnvironmentVariable = 380;

    internal static void Check(XElement manifest, XElement customizations)
    {
        var components = manifest.Descendants("RootComponent").ToList();
        Compare("table", Listed(1, "schemaName"), Present("Entities", "Entity").Select(e => ((string)e.Element("Name")!).ToLowerInvariant()));
        Compare("choice", Listed(9, "schemaName"), Present("optionsets", "optionset").Select(e => (string)e.Attribute("Name")!));
        Compare("role", Listed(20, "id"), Present("Roles", "Role").Select(e => (string)e.Attribute("id")!));
        Compare(
            "plug-in assembly",
            Listed(91, "id"),
            Present("SolutionPluginAssemblies", "PluginAssembly").Select(e => $"{{{(string)e.Attribute("PluginAssemblyId")!}}}")
        );
        Compare(
            "step",
            Listed(92, "id"),
            Present("SdkMessageProcessingSteps", "SdkMessageProcessingStep").Select(e => (string)e.Attribute("SdkMessageProcessingStepId")!)
        );
        Compare("dashboard", Listed(60, "id"), Present("Dashboards", "Dashboard").Select(e => (string)e.Element("FormId")!));
        Compare("web resource", Listed(61, "schemaName"), Present("WebResources", "WebResource").Select(e => (string)e.Element("Name")!));
        Compare("site map", Listed(62, "schemaName"), Present("AppModuleSiteMaps", "AppModuleSiteMap").Select(e => (string)e.Element("SiteMapUniqueName")!));
        Compare("app", Listed(80, "schemaName"), Present("AppModules", "AppModule").Select(e => (string)e.Element("UniqueName")!));
        if (Listed(EnvironmentVariable, "schemaName").FirstOrDefault() is { } variable)
        {
            throw Refused(ComponentErrors.VariableListed, variable);
        }

        IEnumerable<string> Listed(int type, string attribute) =>
            components.Where(c => (int)c.Attribute("type")! == type).Select(c => (string)c.Attribute(attribute)!);
        IEnumerable<XElement> Present(string section, string item) => customizations.Element(section)!.Elements(item);
    }

    private static void Compare(string kind, IEnumerable<string> listed, IEnumerable<string> present)
    {
        var inManifest = Distinct(kind, listed, "listed");
        var inSource = Distinct(kind, present, "in the source");
        if (inManifest.Except(inSource).FirstOrDefault() is { } missing)
        {
            throw Refused(ComponentErrors.ListedOnly, kind, missing);
        }

        if (inSource.Except(inManifest).FirstOrDefault() is { } unlisted)
        {
            throw Refused(ComponentErrors.Unlisted, kind, unlisted);
        }
    }

    // An import takes the second of two for a change of the first: one would be lost without a word.
    private static HashSet<string> Distinct(string kind, IEnumerable<string> keys, string where)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return keys.FirstOrDefault(key => !seen.Add(key)) is { } twice ? throw Refused(ComponentErrors.Twice, kind, twice, where) : seen;
    }

    private static PackException Refused(ErrorCode error, params object?[] values) => new(error.For(Manifest, values));
}
