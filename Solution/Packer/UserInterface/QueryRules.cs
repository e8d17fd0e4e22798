using System.Xml.Linq;
using Solution.Packer.Components;
using static Solution.Packer.UserInterface.UserInterfaceParts;

namespace Solution.Packer.UserInterface;

/// <summary>Views and charts read columns that exist, and show what they read.</summary>
internal static class QueryRules
{
    internal static void Check(SourceTable table, UserInterfaceParts parts)
    {
        foreach (var view in table.Views)
        {
            var record = $"view {UserInterfaceRules.NameOf(view)} of {table.LogicalName}";
            CheckColumns(view, record, parts);
            var read = view.Descendants("fetch").Elements("entity").Elements("attribute").Select(attribute => (string)attribute.Attribute("name")!).ToHashSet();
            var shown = view.Descendants("layoutxml").Descendants("cell").Select(cell => (string)cell.Attribute("name")!);
            var unread = shown.FirstOrDefault(column => !column.Contains('.', StringComparison.Ordinal) && !read.Contains(column));
            Refuse(unread is not null, UserInterfaceErrors.ColumnNotRead, record, unread);
        }

        foreach (var chart in table.Charts)
        {
            var record = $"chart {UserInterfaceRules.NameOf(chart)} of {table.LogicalName}";
            CheckColumns(chart, record, parts);
            var aliases = chart.Descendants("fetch").Descendants("attribute").Select(attribute => (string?)attribute.Attribute("alias")).ToHashSet();
            var unknown = chart
                .Descendants("categorycollection")
                .Descendants()
                .Select(part => (string?)part.Attribute("alias"))
                .FirstOrDefault(alias => alias is not null && !aliases.Contains(alias));
            Refuse(unknown is not null, UserInterfaceErrors.ColumnNotRead, record, unknown);
        }
    }

    private static void CheckColumns(XElement query, string record, UserInterfaceParts parts)
    {
        foreach (var element in query.Descendants("fetch").Descendants())
        {
            var table = element.Ancestors().First(ancestor => ancestor.Name.LocalName is "entity" or "link-entity" or "fetch").Attribute("name")?.Value;
            var column = element.Name.LocalName switch
            {
                "attribute" => (string?)element.Attribute("name"),
                "condition" or "order" => (string?)element.Attribute("attribute"),
                _ => null,
            };
            if (table is not null && column is not null)
            {
                parts.DemandColumn(table, column, record);
            }
        }
    }
}
