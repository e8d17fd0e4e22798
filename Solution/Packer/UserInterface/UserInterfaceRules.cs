using System.Xml.Linq;

namespace Solution.Packer.UserInterface;

/// <summary>Every reference between the parts that people see leads somewhere.</summary>
internal static class UserInterfaceRules
{
    private static readonly string[] Identities = ["formid", "FormId", "savedqueryid", "savedqueryvisualizationid", "WebResourceId"];

    internal static void Check(UserInterfaceParts parts)
    {
        DemandIdsOfTheirOwn(parts);
        foreach (var table in parts.Tables)
        {
            CommandRules.Check(table, parts);
            FormRules.Check(table, parts);
            QueryRules.Check(table, parts);
        }

        foreach (var dashboard in parts.Dashboards)
        {
            FormRules.CheckLists(dashboard, NameOf(dashboard), parts);
        }

        AppRules.Check(parts);
    }

    /// <summary>The name of a part as its maker knows it.</summary>
    internal static string NameOf(XElement part) =>
        (string?)part.Element("LocalizedNames")?.Element("LocalizedName")?.Attribute("description") ?? part.Name.LocalName;

    private static void DemandIdsOfTheirOwn(UserInterfaceParts parts)
    {
        var seen = new Dictionary<Guid, string>();
        foreach (var part in parts.Tables.SelectMany(t => t.Forms.Concat(t.Views).Concat(t.Charts)).Concat(parts.Dashboards))
        {
            var id = Guid.Parse(part.Elements().First(element => Identities.Contains(element.Name.LocalName)).Value);
            UserInterfaceParts.Refuse(!seen.TryAdd(id, NameOf(part)), UserInterfaceErrors.IdTwice, NameOf(part), id, seen[id]);
        }
    }
}
