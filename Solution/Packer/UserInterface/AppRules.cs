using System.Xml.Linq;
using Solution.Packer.Components;
using static Solution.Packer.UserInterface.UserInterfaceParts;

namespace Solution.Packer.UserInterface;

/// <summary>An app holds parts that exist, its site map leads to parts of the app, and whoever opens it has a role that exists.</summary>
internal static class AppRules
{
    // System administrator and system customizer: in every environment under these ids.
    private static readonly Guid[] PlatformRoles = [new("627090ff-40a3-4053-8790-584edc5be201"), new("119f245c-3cc8-4b62-b31c-d1a046ced15d")];

    internal static void Check(UserInterfaceParts parts)
    {
        foreach (var app in parts.Apps)
        {
            var record = $"app {(string?)app.Element("UniqueName")}";
            var components = app.Elements("AppModuleComponents").Elements("AppModuleComponent").ToList();
            components.ForEach(component => CheckComponent(component, record, parts));
            var icon = (Guid)app.Element("WebResourceId")!;
            Refuse(!parts.ResourceIds.ContainsKey(icon), UserInterfaceErrors.PartMissing, record, "web resource", icon);
            foreach (var role in app.Elements("AppModuleRoleMaps").Elements("Role").Select(role => Guid.Parse((string)role.Attribute("id")!)))
            {
                Refuse(!parts.Roles.Contains(role) && !PlatformRoles.Contains(role), UserInterfaceErrors.PartMissing, record, "role", role);
            }

            var map = parts.SiteMaps.FirstOrDefault(m => (string?)m.Element("SiteMapUniqueName") == (string?)app.Element("UniqueName"));
            Refuse(map is null, UserInterfaceErrors.PartMissing, record, "site map", (string?)app.Element("UniqueName"));
            CheckSiteMap(map!, components, parts);
        }
    }

    private static void CheckComponent(XElement component, string record, UserInterfaceParts parts)
    {
        var type = (string?)component.Attribute("type");
        var name = (string?)component.Attribute("schemaName") ?? (string?)component.Attribute("id") ?? string.Empty;
        var isThere = type switch
        {
            ComponentType.Table => parts.Tables.Any(table => table.LogicalName == name),
            ComponentType.SiteMap => parts.SiteMaps.Any(map => (string?)map.Element("SiteMapUniqueName") == name),
            ComponentType.View => Has(parts.Tables.SelectMany(table => table.Views).Elements("savedqueryid"), name),
            ComponentType.Chart => Has(parts.Tables.SelectMany(table => table.Charts).Elements("savedqueryvisualizationid"), name),
            ComponentType.Form => Has(parts.Tables.SelectMany(table => table.Forms).Elements("formid").Concat(parts.Dashboards.Elements("FormId")), name),
            _ => false,
        };
        Refuse(!isThere, UserInterfaceErrors.PartMissing, record, $"component of type {type}", name);
    }

    private static void CheckSiteMap(XElement map, List<XElement> components, UserInterfaceParts parts)
    {
        var record = $"site map {(string?)map.Element("SiteMapUniqueName")}";
        foreach (var area in map.Descendants("SubArea"))
        {
            if ((string?)area.Attribute("Entity") is { } table)
            {
                Refuse(!Lists(components, ComponentType.Table, "schemaName", table), UserInterfaceErrors.PartMissing, record, "table", table);
            }

            if ((string?)area.Attribute("DefaultDashboard") is { } dashboard)
            {
                Refuse(!Lists(components, ComponentType.Form, "id", $"{{{dashboard}}}"), UserInterfaceErrors.PartMissing, record, "dashboard", dashboard);
            }
        }

        foreach (var privilege in map.Descendants("Privilege"))
        {
            parts.Table((string)privilege.Attribute("Entity")!, record);
        }
    }

    private static bool Lists(List<XElement> components, string type, string attribute, string value) =>
        components.Exists(c => (string?)c.Attribute("type") == type && (string?)c.Attribute(attribute) == value);

    private static bool Has(IEnumerable<XElement> ids, string id) => ids.Any(known => Guid.Parse(known.Value) == Guid.Parse(id));
}
