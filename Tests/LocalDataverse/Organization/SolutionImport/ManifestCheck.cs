using System.Globalization;
using System.Xml.Linq;

namespace LocalDataverse.SolutionImport;

/// <summary>The manifest of a solution has to name what the file holds, each component once, in the letter case that exports have.</summary>
internal sealed class ManifestCheck(SolutionFile file)
{
    // What real exports list as roots; of these, what is compared here stands below, the others are accepted and ignored.
    private static readonly HashSet<int> Known = [1, 9, 20, 26, 29, 31, 36, 60, 61, 62, 63, 66, 70, 80, 91, 92, 95, 183, 300, 401, 431, 432];

    private readonly List<XElement> roots = [.. file.Manifest.Descendants("RootComponent")];

    internal void Demand()
    {
        foreach (var root in roots)
        {
            var type = root.AttributeText("type", "solution.xml");
            if (!int.TryParse(type, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) || !Known.Contains(number))
            {
                throw ImportFault.Component(Name(root), $"components of type {type} are no roots of a solution");
            }
        }

        Compare(1, "schemaName", "table", file.Section("Entities", "Entity").Select(e => e.Text("Name", "table").ToLowerInvariant()));
        Compare(9, "schemaName", "choice", file.Section("optionsets", "optionset").Select(e => e.AttributeText("Name", "choice")));
        Compare(20, "id", "role", file.Section("Roles", "Role").Select(e => e.AttributeText("id", "role")));
        Compare(
            91,
            "id",
            "plug-in assembly",
            file.Section("SolutionPluginAssemblies", "PluginAssembly").Select(e => $"{{{e.AttributeText("PluginAssemblyId", "plug-in assembly")}}}")
        );
        Compare(
            92,
            "id",
            "step",
            file.Section("SdkMessageProcessingSteps", "SdkMessageProcessingStep").Select(e => e.AttributeText("SdkMessageProcessingStepId", "step"))
        );
        Compare(61, "schemaName", "web resource", Names("WebResources", "WebResource", "Name"));
        Compare(62, "schemaName", "site map", Names("AppModuleSiteMaps", "AppModuleSiteMap", "SiteMapUniqueName"));
        Compare(80, "schemaName", "app", Names("AppModules", "AppModule", "UniqueName"));
        DemandForms();
        DemandLetterCase();
    }

    private IEnumerable<string> Names(string section, string item, string name) => file.Section(section, item).Select(e => e.Text(name, item));

    // Exports list every dashboard; forms of tables only sometimes.
    private void DemandForms()
    {
        var listed = Ids(roots.Where(root => (string?)root.Attribute("type") == "60").Select(root => root.AttributeText("id", "form")));
        var dashboards = Ids(Names("Dashboards", "Dashboard", "FormId"));
        if (dashboards.FirstOrDefault(id => !listed.Contains(id)) is var unlisted && unlisted != Guid.Empty)
        {
            throw ImportFault.Component($"dashboard {unlisted:D}", "the file holds it, and the manifest does not list it");
        }

        var present = Ids(file.Customizations.Descendants("systemform").Select(form => form.Text("formid", "form"))).Concat(dashboards).ToList();
        if (listed.FirstOrDefault(id => !present.Contains(id)) is var missing && missing != Guid.Empty)
        {
            throw ImportFault.Component($"form {missing:D}", "the manifest lists it, and the file does not hold it");
        }
    }

    private static List<Guid> Ids(IEnumerable<string> texts) => [.. texts.Select(text => XmlReading.Id(text, "form"))];

    private void Compare(int type, string attribute, string kind, IEnumerable<string> content)
    {
        var listed = Distinct(
            kind,
            roots.Where(root => root.AttributeText("type", kind) == $"{type}").Select(root => root.AttributeText(attribute, kind)),
            "in the manifest"
        );
        var present = Distinct(kind, content, "in the file");
        if (present.FirstOrDefault(key => !listed.Contains(key)) is { } unlisted)
        {
            throw ImportFault.Component($"{kind} {unlisted}", "the file holds it, and the manifest does not list it");
        }

        if (listed.FirstOrDefault(key => !present.Contains(key)) is { } missing)
        {
            throw ImportFault.Component($"{kind} {missing}", "the manifest lists it, and the file does not hold it");
        }
    }

    private static HashSet<string> Distinct(string kind, IEnumerable<string> keys, string where)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return keys.FirstOrDefault(key => !seen.Add(key)) is { } twice ? throw ImportFault.Component($"{kind} {twice}", $"it stands {where} twice") : seen;
    }

    // Exports write logical names in small letters, everywhere.
    private void DemandLetterCase()
    {
        var names = file
            .Customizations.Descendants("attribute")
            .Elements("LogicalName")
            .Concat(file.Customizations.Descendants("PrimaryEntity"))
            .Concat(file.Customizations.Descendants("FilteringAttributes"))
            .Concat(file.Customizations.Descendants("AttributeName"));
        if (names.FirstOrDefault(name => name.Value.Any(char.IsUpper)) is { } capital)
        {
            throw ImportFault.Xml("customizations.xml", $"{capital.Name.LocalName} {capital.Value} has capital letters");
        }
    }

    private static string Name(XElement root) => (string?)root.Attribute("schemaName") ?? (string?)root.Attribute("id") ?? "root component";
}
