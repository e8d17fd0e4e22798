using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>The components that there will be after an import, as far as others refer to them.</summary>
/// <param name="Views">Table of each view.</param>
/// <param name="Charts">Table of each chart.</param>
/// <param name="Forms">Type of each form; dashboards are among them.</param>
/// <param name="WebResources">Id of each web resource by its name.</param>
internal sealed record InterfaceCatalog(
    IReadOnlyDictionary<Guid, string> Views,
    IReadOnlyDictionary<Guid, string> Charts,
    IReadOnlyDictionary<Guid, int> Forms,
    IReadOnlyDictionary<string, Guid> WebResources,
    IReadOnlyCollection<string> SiteMaps,
    IReadOnlyCollection<Guid> Roles,
    IReadOnlyCollection<string> RibbonIds
)
{
    // Icons of apps and roles that every environment has.
    private static readonly Guid DefaultAppIcon = new("953b9fac-1e5e-e611-80d6-00155ded156f");
    private static readonly Guid SystemAdministratorTemplate = new("627090ff-40a3-4053-8790-584edc5be201");
    private static readonly Guid SystemCustomizerTemplate = new("119f245c-3cc8-4b62-b31c-d1a046ced15d");

    internal static InterfaceCatalog After(InstalledComponents installed, IReadOnlyList<InterfaceComponent> components, IReadOnlyCollection<Guid> roles)
    {
        return new InterfaceCatalog(
            Rows(ComponentKind.View, "returnedtypecode").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("returnedtypecode")),
            Rows(ComponentKind.Chart, "primaryentitytypecode").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("primaryentitytypecode")),
            Rows(ComponentKind.Form, "type").ToDictionary(row => row.Id, row => row.GetAttributeValue<OptionSetValue>("type")?.Value ?? FormReader.Dashboard),
            Rows(ComponentKind.WebResource, "name")
                .Concat([new Entity("webresource", DefaultAppIcon) { ["name"] = "msdyn_/Images/AppModule_Default_Icon.png" }])
                .GroupBy(row => row.GetAttributeValue<string>("name"), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal),
            [.. Rows(ComponentKind.SiteMap, "sitemapnameunique").Select(row => row.GetAttributeValue<string>("sitemapnameunique"))],
            [.. roles, .. installed.Rows("role").Select(role => role.Id), SystemAdministratorTemplate, SystemCustomizerTemplate],
            [
                .. Rows(ComponentKind.RibbonCommand, "command").Select(row => row.GetAttributeValue<string>("command")),
                .. Rows(ComponentKind.RibbonRule, "ruleid").Select(row => row.GetAttributeValue<string>("ruleid")),
                .. Rows(ComponentKind.RibbonDiff, "diffid").Select(row => row.GetAttributeValue<string>("diffid")),
            ]
        );

        IEnumerable<Entity> Rows(ComponentKind kind, string column) =>
            components
                .Where(component => component.Type == kind.Type)
                .Select(component => component.Row)
                .Concat(installed.Rows(kind.Table, column))
                .GroupBy(row => row.Id)
                .Select(group => group.First());
    }
}
