using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>The manifest names what the solution needs of others, so that an import without it says what is missing before it has changed anything.</summary>
internal static class DependencyRules
{
    private const string Manifest = "Other/Solution.xml";
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
        foreach (var (required, _, dependent) in needed.Except(declared))
        {
            throw new PackException(ComponentErrors.DependencyMissing.For(Manifest, dependent, required));
        }

        foreach (var (required, _, dependent) in declared.Except(needed))
        {
            throw new PackException(ComponentErrors.DependencyNeedless.For(Manifest, dependent, required));
        }
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
}
