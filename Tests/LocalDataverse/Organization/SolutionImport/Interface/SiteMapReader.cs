using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Reads site maps of apps.</summary>
internal sealed class SiteMapReader(SolutionFile file)
{
    internal IEnumerable<InterfaceComponent> Read() => file.Section("AppModuleSiteMaps", "AppModuleSiteMap").Where(map => !map.IsUnmodified()).Select(Map);

    internal static Guid IdOf(string uniqueName) => StableId.Of($"sitemap:{uniqueName}");

    private static InterfaceComponent Map(XElement element)
    {
        var uniqueName = element.Text("SiteMapUniqueName", "site map");
        var component = $"site map {uniqueName}";
        var texts = element.Texts("LocalizedNames", "LocalizedName", "sitemapname", component);
        return new InterfaceComponent(
            ComponentKind.SiteMap.Type,
            component,
            new Entity("sitemap", IdOf(uniqueName))
            {
                ["sitemapidunique"] = IdOf(uniqueName),
                ["sitemapname"] = texts.Base("sitemapname"),
                ["sitemapnameunique"] = uniqueName,
                ["sitemapxml"] = (element.Element("SiteMap") ?? throw ImportFault.SiteMap(component, "element SiteMap is missing")).Markup(),
                ["isappaware"] = true,
                ["enablecollapsiblegroups"] = element.Truth("EnableCollapsibleGroups", otherwise: false),
                ["showhome"] = element.Truth("ShowHome", otherwise: true),
                ["showpinned"] = element.Truth("ShowPinned", otherwise: true),
                ["showrecents"] = element.Truth("ShowRecents", otherwise: true),
            }
        )
        {
            Texts = texts,
        };
    }
}
