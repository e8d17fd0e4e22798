using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Reads views (saved queries).</summary>
internal sealed class ViewReader(SolutionFile file)
{
    internal IEnumerable<InterfaceComponent> Read() =>
        file.Tables()
            .SelectMany(pair =>
                (pair.Entity.Element("SavedQueries")?.Element("savedqueries")?.Elements("savedquery") ?? [])
                    .Where(view => !view.IsUnmodified())
                    .Select(view => View(pair.Table, view))
            );

    private static InterfaceComponent View(string table, XElement element)
    {
        var id = XmlReading.Id(element.Text("savedqueryid", $"view of {table}"), $"view of {table}");
        var texts = element.NamesAndDescriptions($"view {id:D} of {table}");
        var name = $"view {texts.Base("name") ?? id.ToString("D")} of {table}";
        return new InterfaceComponent(
            ComponentKind.View.Type,
            name,
            new Entity("savedquery", id)
            {
                ["savedqueryidunique"] = id,
                ["name"] = texts.Base("name") ?? string.Empty,
                ["description"] = texts.Base("description"),
                ["returnedtypecode"] = table,
                ["querytype"] = element.Number("querytype", name) ?? throw ImportFault.Xml(name, "element querytype is missing"),
                ["fetchxml"] = element.Inner("fetchxml"),
                ["layoutxml"] = element.Inner("layoutxml"),
                ["columnsetxml"] = element.Inner("columnsetxml"),
                ["queryapi"] = element.OptionalText("queryapi"),
                ["isdefault"] = element.Flag("isdefault"),
                ["isprivate"] = element.Flag("isprivate"),
                ["isquickfindquery"] = element.Flag("isquickfindquery"),
                ["iscustom"] = true,
                ["isuserdefined"] = true,
                ["introducedversion"] = element.OptionalText("IntroducedVersion"),
            }
        )
        {
            Texts = texts,
        };
    }
}
