using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>The manifest names what the solution needs of others, so that an import without it says what is missing before it has changed anything.</summary>
internal static class DependencyRules
{
    private const string Table = "1";
    private const string Relationship = "10";

    // In every environment, of Dataverse itself.
    private static readonly HashSet<string> Platform = ["systemuser", "team", "owner", "businessunit", "transactioncurrency"];

    internal static void Check(XElement manifest, XElement customizations)
    {
        var own = customizations
            .Descendants("attribute")
            .Where(a => (string?)a.Element("Type") == "primarykey")
            .Select(a => Lower(a.Parent!.Parent!.Attribute("Name")))
            .ToHashSet();
        var declared = manifest.Descendants("MissingDependency").Select(Declared).ToHashSet();
        var needed = customizations
            .Element("Entities")!
            .Elements("Entity")
            .Elements("EntityInfo")
            .Elements("entity")
            .Select(entity => Lower(entity.Attribute("Name")))
            .Where(table => !own.Contains(table))
            .Select(table => (table, Table, table))
            .Concat(
                customizations
                    .Element("EntityRelationships")!
                    .Elements("EntityRelationship")
                    .Select(r => (Required: Lower(r.Element("ReferencedEntityName")), Relationship, Name: (string)r.Attribute("Name")!))
                    .Where(r => !own.Contains(r.Required) && !Platform.Contains(r.Required))
            )
            .ToHashSet();
        Refuse(
            needed.Except(declared).Select(d => $"{d.Item3} needs table {d.Item1}, which MissingDependencies does not say").FirstOrDefault(),
            "Add a MissingDependency for it."
        );
        Refuse(
            declared.Except(needed).Select(d => $"MissingDependencies says that {d.Item3} needs table {d.Item1}, which it does not").FirstOrDefault(),
            "Remove it."
        );
    }

    private static (string Required, string Type, string Dependent) Declared(XElement dependency)
    {
        var dependent = dependency.Element("Dependent")!;
        return (
            (string)dependency.Element("Required")!.Attribute("schemaName")!,
            (string)dependent.Attribute("type")!,
            (string)dependent.Attribute("schemaName")!
        );
    }

    private static string Lower(XAttribute? name) => ((string)name!).ToLowerInvariant();

    private static string Lower(XElement? name) => ((string)name!).ToLowerInvariant();

    private static void Refuse(string? cause, string remedy)
    {
        if (cause is not null)
        {
            throw new PackException("PINV2003", "Other/Solution.xml", cause, remedy);
        }
    }
}
