using System.Xml.Linq;

namespace LocalDataverse.SolutionImport.Interface;

internal sealed class SiteMapCheck(KnownColumns columns, References references)
{
    internal void Demand(InterfaceComponent siteMap)
    {
        var markup = XElement.Parse(siteMap.Get<string>("sitemapxml")!);
        var tables = markup.Descendants("SubArea").Attributes("Entity").Concat(markup.Descendants("Privilege").Attributes("Entity"));
        if (tables.FirstOrDefault(table => !columns.HasTable(table.Value)) is { } unknown)
        {
            throw ImportFault.SiteMap(siteMap.Name, $"{unknown.Parent!.Name.LocalName} names table {unknown.Value}, which does not exist");
        }

        foreach (var dashboard in markup.Descendants("SubArea").Attributes("DefaultDashboard").Select(id => XmlReading.Id(id.Value, siteMap.Name)))
        {
            if (references.Form(siteMap.Name, dashboard) != FormReader.Dashboard)
            {
                throw ImportFault.SiteMap(siteMap.Name, $"{dashboard:D} is no dashboard");
            }
        }

        references.WebResources(siteMap.Name, markup);
    }
}
