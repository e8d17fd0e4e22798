using System.Xml.Linq;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Finds what a component refers to; what is not there is a missing dependency of the component.</summary>
internal sealed class References(string solution, KnownColumns columns, InterfaceCatalog catalog)
{
    internal void Table(string component, string table)
    {
        if (!columns.HasTable(table))
        {
            throw Missing(component, $"table {table}");
        }
    }

    internal string View(string component, Guid view) => catalog.Views.TryGetValue(view, out var table) ? table : throw Missing(component, $"view {view:D}");

    internal string Chart(string component, Guid chart) =>
        catalog.Charts.TryGetValue(chart, out var table) ? table : throw Missing(component, $"chart {chart:D}");

    internal int Form(string component, Guid form) => catalog.Forms.TryGetValue(form, out var type) ? type : throw Missing(component, $"form {form:D}");

    internal bool HasWebResource(string name) => catalog.WebResources.ContainsKey(name);

    internal void WebResource(string component, string name)
    {
        if (!HasWebResource(name))
        {
            throw Missing(component, $"web resource {name}");
        }
    }

    internal void WebResource(string component, Guid id)
    {
        if (!catalog.WebResources.Values.Contains(id))
        {
            throw Missing(component, $"web resource {id:D}");
        }
    }

    /// <summary>All web resources that attributes of an element name.</summary>
    internal void WebResources(string component, XElement element)
    {
        foreach (var name in element.WebResources())
        {
            WebResource(component, name);
        }
    }

    internal void SiteMap(string component, string uniqueName)
    {
        if (!catalog.SiteMaps.Contains(uniqueName))
        {
            throw Missing(component, $"site map {uniqueName}");
        }
    }

    internal void Role(string component, Guid role)
    {
        if (!catalog.Roles.Contains(role))
        {
            throw Missing(component, $"role {role:D}");
        }
    }

    internal Exception Missing(string component, string required) => ImportFault.Missing(solution, component, required);
}
