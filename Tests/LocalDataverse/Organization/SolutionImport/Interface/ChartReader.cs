using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Reads charts of tables.</summary>
internal sealed class ChartReader(SolutionFile file)
{
    internal IEnumerable<InterfaceComponent> Read() =>
        file.Tables()
            .SelectMany(pair =>
                (pair.Entity.Element("Visualizations")?.Elements("visualization") ?? [])
                    .Where(chart => !chart.IsUnmodified())
                    .Select(chart => Chart(pair.Table, chart))
            );

    private static InterfaceComponent Chart(string table, XElement element)
    {
        var id = XmlReading.Id(element.Text("savedqueryvisualizationid", $"chart of {table}"), $"chart of {table}");
        var texts = element.NamesAndDescriptions($"chart {id:D} of {table}");
        var name = $"chart {texts.Base("name") ?? id.ToString("D")} of {table}";
        return new InterfaceComponent(
            ComponentKind.Chart.Type,
            name,
            new Entity("savedqueryvisualization", id)
            {
                ["savedqueryvisualizationidunique"] = id,
                ["name"] = texts.Base("name") ?? string.Empty,
                ["description"] = texts.Base("description"),
                ["primaryentitytypecode"] = table,
                ["datadescription"] = element.Inner("datadescription") ?? throw ImportFault.Xml(name, "element datadescription is empty"),
                ["presentationdescription"] = element.Inner("presentationdescription"),
                ["isdefault"] = element.Flag("isdefault"),
                ["charttype"] = new OptionSetValue(0),
                ["type"] = new OptionSetValue(0),
                ["introducedversion"] = element.OptionalText("IntroducedVersion"),
            }
        )
        {
            Texts = texts,
        };
    }
}
