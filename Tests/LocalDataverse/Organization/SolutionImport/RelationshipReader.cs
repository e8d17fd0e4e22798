using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport;

/// <summary>Reads one-to-many relationships.</summary>
internal static class RelationshipReader
{
    // The table that stands for a user or a team; it holds no rows of its own.
    private const string OwnerTable = "owner";

    internal static IReadOnlyList<ImportedRelationship> Read(SolutionFile file) =>
        [.. file.Section("EntityRelationships", "EntityRelationship").Select(Read).Where(relationship => relationship.Metadata.ReferencedTable != OwnerTable)];

    private static ImportedRelationship Read(XElement element)
    {
        var name = element.AttributeText("Name", "relationship");
        if (element.Text("EntityRelationshipType", name) != "OneToMany")
        {
            throw ImportFault.Component(name, "only one-to-many relationships can be imported here");
        }

        var column = element.Text("ReferencingAttributeName", name);
        return new ImportedRelationship(
            new RelationshipMetadata(
                name,
                Lower(element.Text("ReferencedEntityName", name)),
                Lower(element.Text("ReferencingEntityName", name)),
                Lower(column),
                Delete(element, name)
            )
            {
                ReferencedNavigationProperty = Navigation(element, "0") ?? name,
            },
            Navigation(element, "1") ?? column
        );
    }

    private static string? Navigation(XElement element, string role) =>
        element
            .Element("EntityRelationshipRoles")
            ?.Elements("EntityRelationshipRole")
            .FirstOrDefault(r => r.OptionalText("RelationshipRoleType") == role)
            ?.OptionalText("NavigationPropertyName");

    private static DeleteBehavior Delete(XElement element, string name) =>
        element.OptionalText("CascadeDelete") switch
        {
            "Cascade" => DeleteBehavior.Cascade,
            "Restrict" => DeleteBehavior.Restrict,
            "RemoveLink" or "NoCascade" or null => DeleteBehavior.RemoveLink,
            var other => throw ImportFault.Xml(name, $"CascadeDelete has no value {other}"),
        };

    private static string Lower(string name) => name.ToLowerInvariant();
}
