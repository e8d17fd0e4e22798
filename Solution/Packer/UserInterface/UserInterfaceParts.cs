using System.Xml.Linq;
using Solution.Packer.Components;

namespace Solution.Packer.UserInterface;

/// <summary>What people see of a solution, and what it may refer to.</summary>
internal sealed class UserInterfaceParts
{
    private const string ResourcePrefix = "$webresource:";

    private readonly HashSet<string> resources;
    private readonly Dictionary<string, IReadOnlySet<string>> functions;

    public UserInterfaceParts(string prefix, XElement customizations, IReadOnlyList<WebResource> webResources)
    {
        Prefix = prefix;
        Tables = [.. customizations.Elements("Entities").Elements("Entity").Select(entity => new SourceTable(entity))];
        Dashboards = [.. customizations.Elements("Dashboards").Elements("Dashboard")];
        SiteMaps = [.. customizations.Elements("AppModuleSiteMaps").Elements("AppModuleSiteMap")];
        Apps = [.. customizations.Elements("AppModules").Elements("AppModule")];
        Roles = customizations.Elements("Roles").Elements("Role").Select(role => Guid.Parse((string)role.Attribute("id")!)).ToHashSet();
        Relationships = customizations.Elements("EntityRelationships").Elements("EntityRelationship").Select(r => (string)r.Attribute("Name")!).ToHashSet();
        ResourceIds = webResources.ToDictionary(r => Guid.Parse((string)r.Definition.Element("WebResourceId")!), r => r.Name);
        resources = [.. webResources.Select(resource => resource.Name)];
        functions = webResources
            .Where(resource => resource.Name.EndsWith(".js", StringComparison.Ordinal))
            .ToDictionary(resource => resource.Name, ScriptFunctions.Of, StringComparer.Ordinal);
    }

    /// <summary>Prefix of the publisher.</summary>
    public string Prefix { get; }

    public IReadOnlyList<SourceTable> Tables { get; }

    public IReadOnlyList<XElement> Dashboards { get; }

    public IReadOnlyList<XElement> SiteMaps { get; }

    public IReadOnlyList<XElement> Apps { get; }

    public IReadOnlySet<Guid> Roles { get; }

    public IReadOnlySet<string> Relationships { get; }

    public IReadOnlyDictionary<Guid, string> ResourceIds { get; }

    /// <summary>A table that the part refers to.</summary>
    public SourceTable Table(string logicalName, string record) =>
        Tables.FirstOrDefault(table => table.LogicalName == logicalName)
        ?? throw new PackException(UserInterfaceErrors.PartMissing.For(record, "table", logicalName));

    /// <summary>Demands that a function is there, in a script that is there.</summary>
    public void DemandFunction(string library, string function, string record)
    {
        var name = WithoutPrefix(library);
        DemandResource(name, record);
        Refuse(!functions.TryGetValue(name, out var known) || !known.Contains(function), UserInterfaceErrors.FunctionMissing, record, name, function);
    }

    public void DemandResource(string reference, string record)
    {
        var name = WithoutPrefix(reference);
        Refuse(!resources.Contains(name), UserInterfaceErrors.PartMissing, record, "web resource", name);
    }

    public void DemandColumn(string table, string column, string record)
    {
        if (Tables.FirstOrDefault(t => t.LogicalName == table) is { } known)
        {
            Refuse(!known.HasColumn(column, Prefix), UserInterfaceErrors.ColumnMissing, record, table, column);
        }
    }

    internal static void Refuse(bool isFaulty, ErrorCode error, string record, params object?[] values)
    {
        if (isFaulty)
        {
            throw new PackException(error.For(record, values));
        }
    }

    private static string WithoutPrefix(string reference) =>
        reference.StartsWith(ResourcePrefix, StringComparison.Ordinal) ? reference[ResourcePrefix.Length..] : reference;
}
