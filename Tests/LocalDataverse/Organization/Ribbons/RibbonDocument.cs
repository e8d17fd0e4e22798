using System.Xml.Linq;
using LocalDataverse.Storage;

namespace LocalDataverse.Ribbons;

/// <summary>
/// The ribbon of a table, or of the application, as far as solutions change it: the platform's own buttons are not here. The shape is that of the exported
/// ribbons at https://learn.microsoft.com/power-apps/developer/model-driven-apps/export-ribbon-definitions; labels stand in it as text.
/// </summary>
internal sealed class RibbonDocument(DataverseOrganization organization, Transaction? transaction)
{
    private const string LabelPrefix = "$LocLabels:";

    /// <param name="table">A table; "none" for the application.</param>
    public XElement Write(string table, RibbonLocations locations, int language)
    {
        var tabs = new RibbonTabs();
        var differences = Markups("ribbondiff", "rdx", table);
        Add(tabs, differences.Where(d => d.Name.LocalName == "CustomAction" && IsIn(d, locations)).ToList());
        foreach (var hidden in differences.Where(d => d.Name.LocalName == "HideCustomAction").Attributes("Location"))
        {
            tabs.Hide(hidden.Value);
        }

        var rules = Markups("ribbonrule", "enablerulexml", table);
        var document = new XElement(
            "RibbonDefinitions",
            new XElement(
                "RibbonDefinition",
                new XElement("UI", new XElement("Ribbon", tabs.Root)),
                new XElement(
                    "Templates",
                    new XElement("RibbonTemplates", new XAttribute("Id", "Mscrm.Templates"), differences.Where(d => d.Name.LocalName == "GroupTemplate"))
                ),
                new XElement("CommandDefinitions", Markups("ribboncommand", "commanddefinition", table)),
                new XElement(
                    "RuleDefinitions",
                    Rules("TabDisplayRules", "TabDisplayRule"),
                    Rules("DisplayRules", "DisplayRule"),
                    Rules("EnableRules", "EnableRule")
                )
            )
        );
        Translate(document, differences, language);
        return document;

        XElement Rules(string list, string item) => new(list, rules.Where(rule => rule.Name.LocalName == item));
    }

    // A control may stand in the menu of another one.
    private static void Add(RibbonTabs tabs, List<XElement> actions)
    {
        var added = true;
        while (added)
        {
            added = actions.RemoveAll(tabs.Add) > 0;
        }
    }

    private static bool IsIn(XElement action, RibbonLocations locations)
    {
        var parts = ((string?)action.Attribute("Location"))?.Split('.') ?? [];
        return (parts.ElementAtOrDefault(0), parts.ElementAtOrDefault(1)) switch
        {
            ("Mscrm", "Form") => locations.HasFlag(RibbonLocations.Form),
            ("Mscrm", "HomepageGrid") => locations.HasFlag(RibbonLocations.HomepageGrid),
            ("Mscrm", "SubGrid") => locations.HasFlag(RibbonLocations.SubGrid),
            _ => true,
        };
    }

    private static void Translate(XElement document, IEnumerable<XElement> differences, int language)
    {
        var labels = differences
            .Where(difference => difference.Name.LocalName == "LocLabel")
            .GroupBy(label => (string)label.Attribute("Id")!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        foreach (var attribute in document.Descendants().Attributes().Where(a => a.Value.StartsWith(LabelPrefix, StringComparison.Ordinal)))
        {
            if (labels.TryGetValue(attribute.Value.Substring(LabelPrefix.Length), out var label))
            {
                attribute.Value = Title(label, language) ?? Title(label, Localization.LocalizedTexts.BaseLanguage) ?? string.Empty;
            }
        }
    }

    private static string? Title(XElement label, int language) =>
        (string?)
            label.Elements("Titles").Elements("Title").FirstOrDefault(title => (int?)title.Attribute("languagecode") == language)?.Attribute("description");

    private List<XElement> Markups(string rows, string column, string table) =>
        [
            .. organization
                .RowsWhere(rows, "entity", table, transaction)
                .Select(row => organization.Value(rows, row.Id, column, transaction))
                .OfType<string>()
                .Select(text => XElement.Parse(text)),
        ];
}
