using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport;

/// <summary>
/// What a manifest says it needs of other solutions has to be there before anything is imported: tables, columns and relationships; other kinds are not
/// modeled here.
/// </summary>
internal static class DependencyCheck
{
    internal static void Demand(SolutionFile file, string solution, OrganizationMetadata installed)
    {
        foreach (var dependency in file.Manifest.Descendants("MissingDependency"))
        {
            var required = dependency.Element("Required") ?? throw ImportFault.Xml("solution.xml", "a missing dependency names nothing that is required");
            if (!IsThere(required, installed))
            {
                var provider = (string?)required.Attribute("solution") is { } name ? $" of solution {name}" : string.Empty;
                throw ImportFault.Missing(
                    solution,
                    (string?)dependency.Element("Dependent")?.Attribute("schemaName") ?? "the solution",
                    $"{(string?)required.Attribute("schemaName")}{provider}"
                );
            }
        }
    }

    private static bool IsThere(XElement required, OrganizationMetadata installed)
    {
        var name = (string?)required.Attribute("schemaName") ?? string.Empty;
        return (string?)required.Attribute("type") switch
        {
            "1" => installed.Table(name) is not null,
            "2" => installed.Table((string?)required.Attribute("parentSchemaName") ?? string.Empty)?.Column(name) is not null,
            "10" => installed.Relationship(name) is not null,
            _ => true,
        };
    }
}
