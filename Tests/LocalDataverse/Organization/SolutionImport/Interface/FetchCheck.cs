using System.Xml.Linq;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Follows a FetchXML query through its tables and columns.</summary>
internal sealed class FetchCheck
{
    private readonly KnownColumns columns;
    private readonly References references;
    private readonly string component;
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);

    internal FetchCheck(KnownColumns columns, References references, string component, XElement fetch)
    {
        this.columns = columns;
        this.references = references;
        this.component = component;
        Entity = fetch.Element("entity") ?? throw ImportFault.Xml(component, "the query has no element entity");
        Table = Entity.AttributeText("name", component);
        Aliases = [.. Entity.Descendants("attribute").Attributes("alias").Select(alias => alias.Value)];
        foreach (var link in Entity.Descendants("link-entity"))
        {
            links[(string?)link.Attribute("alias") ?? link.AttributeText("name", component)] = link.AttributeText("name", component);
        }
    }

    internal string Table { get; }

    /// <summary>Names under which the query gives grouped and aggregated columns.</summary>
    internal HashSet<string> Aliases { get; }

    private XElement Entity { get; }

    internal void Demand()
    {
        foreach (var table in links.Values.Concat([Table]))
        {
            references.Table(component, table);
        }

        Demand(Entity, Table);
    }

    /// <summary>A column as a layout names it: of the table, or of a linked one behind its alias.</summary>
    internal void DemandCell(string name)
    {
        var dot = name.IndexOf('.');
        if (dot < 0)
        {
            DemandColumn(Table, name);
        }
        else if (links.TryGetValue(name.Substring(0, dot), out var table))
        {
            DemandColumn(table, name.Substring(dot + 1));
        }
        else
        {
            throw ImportFault.Component(component, $"the query links no table under the alias of column {name}");
        }
    }

    private void Demand(XElement element, string table)
    {
        foreach (var attribute in element.Elements("attribute"))
        {
            DemandColumn(table, attribute.AttributeText("name", component));
        }

        foreach (var order in element.Elements("order").Attributes("attribute"))
        {
            DemandColumn(table, order.Value);
        }

        foreach (var condition in element.Elements("filter").Descendants("condition"))
        {
            DemandColumn(TableOf(condition, table), condition.AttributeText("attribute", component));
        }

        foreach (var link in element.Elements("link-entity"))
        {
            var target = link.AttributeText("name", component);
            DemandColumn(target, link.AttributeText("from", component));
            DemandColumn(table, link.AttributeText("to", component));
            Demand(link, target);
        }
    }

    private string TableOf(XElement condition, string table)
    {
        if ((string?)condition.Attribute("entityname") is not { } alias)
        {
            return table;
        }

        return links.TryGetValue(alias, out var linked) ? linked : throw ImportFault.Component(component, $"the query links no table under the alias {alias}");
    }

    private void DemandColumn(string table, string column)
    {
        if (!columns.Has(table, column))
        {
            throw ImportFault.Component(component, $"table {table} has no column {column}");
        }
    }
}
