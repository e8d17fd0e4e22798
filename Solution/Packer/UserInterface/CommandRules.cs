using System.Xml.Linq;
using Solution.Packer.Components;
using static Solution.Packer.UserInterface.UserInterfaceParts;

namespace Solution.Packer.UserInterface;

/// <summary>Buttons, commands, rules and texts of a table's command bar belong together, and call functions that exist.</summary>
internal static class CommandRules
{
    private const string TextPrefix = "$LocLabels:";
    private const string PlatformPrefix = "Mscrm.";

    internal static void Check(SourceTable table, UserInterfaceParts parts)
    {
        var ribbon = table.Xml.Element("RibbonDiffXml")!;
        var record = $"commands of {table.LogicalName}";
        DemandIdsOfTheirOwn(ribbon, record);
        var commands = Ids(ribbon, "CommandDefinitions", "CommandDefinition");
        var texts = Ids(ribbon, "LocLabels", "LocLabel");
        foreach (var action in ribbon.Elements("CustomActions").Elements("CustomAction"))
        {
            var place = Text(action, "Location");
            Refuse(place.Split('.').ElementAtOrDefault(2) != table.LogicalName, UserInterfaceErrors.PlaceElsewhere, record, place);
        }

        foreach (var button in ribbon.Descendants("Button"))
        {
            CheckButton(button, commands, texts, parts, record);
        }

        foreach (var command in ribbon.Elements("CommandDefinitions").Elements("CommandDefinition"))
        {
            CheckRules(command, "EnableRule", ribbon, record);
            CheckRules(command, "DisplayRule", ribbon, record);
        }

        foreach (var call in ribbon.Descendants().Where(e => e.Name.LocalName is "JavaScriptFunction" or "CustomRule"))
        {
            parts.DemandFunction(Text(call, "Library"), Text(call, "FunctionName"), record);
        }

        foreach (var rule in ribbon.Descendants("EntityPrivilegeRule").Where(rule => rule.Attribute("EntityName") is not null))
        {
            parts.Table(Text(rule, "EntityName"), record);
        }
    }

    private static void CheckButton(XElement button, HashSet<string> commands, HashSet<string> texts, UserInterfaceParts parts, string record)
    {
        var id = Text(button, "Id");
        var command = Text(button, "Command");
        Refuse(!IsOfPlatform(command) && !commands.Contains(command), UserInterfaceErrors.CommandMissing, record, id, command);
        foreach (var value in button.Attributes().Select(attribute => attribute.Value))
        {
            if (value.StartsWith(TextPrefix, StringComparison.Ordinal))
            {
                Refuse(!texts.Contains(value[TextPrefix.Length..]), UserInterfaceErrors.TextMissing, record, id, value[TextPrefix.Length..]);
            }
            else if (value.StartsWith("$webresource:", StringComparison.Ordinal))
            {
                parts.DemandResource(value, record);
            }
        }
    }

    private static void CheckRules(XElement command, string kind, XElement ribbon, string record)
    {
        var defined = ribbon.Elements("RuleDefinitions").Elements(kind + "s").Elements(kind).Select(rule => Text(rule, "Id")).ToHashSet();
        foreach (var rule in command.Elements(kind + "s").Elements(kind).Select(rule => Text(rule, "Id")))
        {
            Refuse(!IsOfPlatform(rule) && !defined.Contains(rule), UserInterfaceErrors.RuleMissing, record, Text(command, "Id"), rule);
        }
    }

    private static void DemandIdsOfTheirOwn(XElement ribbon, string record)
    {
        var ids = ribbon
            .Descendants()
            .Where(e => e.Attribute("Id") is not null && e.Parent!.Parent?.Name.LocalName != "CommandDefinition")
            .Select(e => Text(e, "Id"));
        var twice = ids.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1);
        Refuse(twice is not null, UserInterfaceErrors.CommandIdTwice, record, twice?.Key);
    }

    private static HashSet<string> Ids(XElement ribbon, string list, string item) => [.. ribbon.Elements(list).Elements(item).Select(e => Text(e, "Id"))];

    private static bool IsOfPlatform(string id) => id.StartsWith(PlatformPrefix, StringComparison.Ordinal);

    private static string Text(XElement element, string attribute) => (string?)element.Attribute(attribute) ?? string.Empty;
}
