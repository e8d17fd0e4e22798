using System.Xml.Linq;

namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>The entity sets of finance, read from its $metadata.</summary>
internal static class FinanceSchema
{
    private const string WithdrawActionName = "WithdrawInvoice";

    /// <summary>Reads the sets.</summary>
    /// <param name="metadata">The $metadata document.</param>
    /// <param name="profile">Which action takes many rows at once, and by which fields rows are found again whose key the system gives.</param>
    /// <exception cref="System.Xml.XmlException">It is no XML.</exception>
    public static IReadOnlyDictionary<string, FinanceSet> Read(string metadata, FinanceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var bulkAction = profile.Bulk?.Action;
        var schemas = XDocument.Parse(metadata).Descendants().Where(element => element.Name.LocalName == "Schema").ToList();
        var enumerations = new Dictionary<string, IReadOnlyList<(string Symbol, string Number)>>(StringComparer.Ordinal);
        var types = new Dictionary<string, XElement>(StringComparer.Ordinal);
        var actions = new Dictionary<(string Name, string Bound), string>();
        foreach (var schema in schemas)
        {
            var space = (string?)schema.Attribute("Namespace") ?? "";
            foreach (var type in Children(schema, "EnumType"))
            {
                enumerations[$"{space}.{Name(type)}"] = Children(type, "Member")
                    .Select((member, index) => (Name(member), (string?)member.Attribute("Value") ?? $"{index}"))
                    .ToList();
            }

            foreach (var type in Children(schema, "EntityType"))
            {
                types[$"{space}.{Name(type)}"] = type;
            }

            foreach (var action in Children(schema, "Action").Where(action => Name(action) == bulkAction || Name(action) == WithdrawActionName))
            {
                if (Children(action, "Parameter").FirstOrDefault() is { } binding && (string?)binding.Attribute("Type") is { } bound)
                {
                    actions[(Name(action), bound)] = $"{space}.{Name(action)}";
                }
            }
        }

        return schemas
            .SelectMany(schema => Children(schema, "EntityContainer"))
            .SelectMany(container => Children(container, "EntitySet"))
            .Where(set => types.ContainsKey((string?)set.Attribute("EntityType") ?? ""))
            .Select(set => Set(Name(set), (string)set.Attribute("EntityType")!, types, enumerations, actions, bulkAction))
            .Select(set => FoundAgain(set, profile))
            .ToDictionary(set => set.Name, StringComparer.Ordinal);
    }

    private static FinanceSet Set(
        string name,
        string type,
        Dictionary<string, XElement> types,
        Dictionary<string, IReadOnlyList<(string Symbol, string Number)>> enumerations,
        Dictionary<(string Name, string Bound), string> actions,
        string? bulkAction
    )
    {
        var keys = new List<string>();
        var properties = new Dictionary<string, FinanceProperty>(StringComparer.Ordinal);
        for (var current = type; current is not null && types.TryGetValue(current, out var element); current = (string?)element.Attribute("BaseType"))
        {
            keys.AddRange(Children(element, "Key").SelectMany(key => Children(key, "PropertyRef")).Select(Name));
            foreach (var property in Children(element, "Property"))
            {
                var propertyType = (string?)property.Attribute("Type") ?? "Edm.String";
                var members = enumerations.GetValueOrDefault(propertyType);
                properties.TryAdd(
                    Name(property),
                    new FinanceProperty(
                        Name(property),
                        propertyType,
                        members?.Select(member => member.Symbol).ToList(),
                        members?.Select(member => member.Number).ToList()
                    )
                );
            }
        }

        return new FinanceSet(name, keys, properties, bulkAction is null ? null : actions.GetValueOrDefault((bulkAction, $"Collection({type})")))
        {
            WithdrawAction = actions.GetValueOrDefault((WithdrawActionName, $"Collection({type})")),
        };
    }

    // Where rows lie below their company, no property names it; maps do.
    private static FinanceSet FoundAgain(FinanceSet set, FinanceProfile profile)
    {
        var keyed = profile.Keys.TryGetValue(set.Name, out var keys) ? set with { Keys = keys } : set;
        return profile.Company is null
            ? keyed
            : keyed with
            {
                Properties = new Dictionary<string, FinanceProperty>(keyed.Properties, StringComparer.Ordinal)
                {
                    [CompanySet.Field] = new(CompanySet.Field, "Edm.String", null),
                },
            };
    }

    private static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    private static string Name(XElement element) => (string?)element.Attribute("Name") ?? "";
}
