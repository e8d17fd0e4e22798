using System.Xml.Linq;

namespace LocalDataverse.SolutionImport.Interface;

internal sealed class ChartCheck(KnownColumns columns, References references)
{
    internal void Demand(InterfaceComponent chart)
    {
        var definition = XElement.Parse(chart.Get<string>("datadescription")!);
        var table = chart.Get<string>("primaryentitytypecode");
        var fetches = definition.Descendants("fetch").ToList();
        if (fetches.Count == 0)
        {
            throw ImportFault.Xml(chart.Name, "the data description has no query");
        }

        var aliases = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fetch in fetches)
        {
            var query = new FetchCheck(columns, references, chart.Name, fetch);
            if (query.Table != table)
            {
                throw ImportFault.Component(chart.Name, $"its query reads table {query.Table}");
            }

            query.Demand();
            aliases.UnionWith(query.Aliases);
        }

        var named = definition.Descendants("measure").Attributes("alias").Concat(definition.Descendants("category").Attributes("alias"));
        if (named.FirstOrDefault(alias => !aliases.Contains(alias.Value)) is { } unknown)
        {
            throw ImportFault.Component(chart.Name, $"its query has no column with the alias {unknown.Value}");
        }
    }
}
