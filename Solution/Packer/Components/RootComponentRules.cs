using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>The manifest names every table, choice, role and environment variable that the source holds, and no others.</summary>
internal static class RootComponentRules
{
    private const string Manifest = "Other/Solution.xml";

    internal static void Check(XElement manifest, XElement customizations, SolutionSource source)
    {
        var components = manifest.Descendants("RootComponent").ToList();
        Compare("table", Named(1), customizations.Element("Entities")!.Elements("Entity").Select(e => ((string)e.Element("Name")!).ToLowerInvariant()));
        Compare("choice", Named(9), customizations.Element("optionsets")!.Elements("optionset").Select(e => (string)e.Attribute("Name")!));
        Compare("role", Identified(20), customizations.Element("Roles")!.Elements("Role").Select(e => (string)e.Attribute("id")!));
        Compare("environment variable", Named(380), source.ComponentFolders().Select(c => ((string)c.Root.Attribute("schemaname")!).ToLowerInvariant()));

        IEnumerable<string> Named(int type) => Of(type, "schemaName");
        IEnumerable<string> Identified(int type) => Of(type, "id");
        IEnumerable<string> Of(int type, string attribute) => components.Where(c => (int)c.Attribute("type")! == type).Select(c => (string)c.Attribute(attribute)!);
    }

    private static void Compare(string kind, IEnumerable<string> listed, IEnumerable<string> present)
    {
        var inManifest = listed.ToHashSet(StringComparer.Ordinal);
        var inSource = present.ToHashSet(StringComparer.Ordinal);
        if (inManifest.Except(inSource).FirstOrDefault() is { } missing)
        {
            throw new PackException("PINV2003", Manifest, $"{kind} {missing} is listed, but the source does not hold it", "Add the component or remove the line.");
        }

        if (inSource.Except(inManifest).FirstOrDefault() is { } unlisted)
        {
            throw new PackException("PINV2003", Manifest, $"{kind} {unlisted} is in the source, but not listed", "Add a RootComponent for it.");
        }
    }
}
