using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Reads ribbon differences, those of tables and that of the application, into the rows of commands, rules and differences.</summary>
internal sealed class RibbonReader(SolutionFile file)
{
    /// <summary>What stands for a table in the rows of the application ribbon.</summary>
    internal const string Application = "none";

    internal IEnumerable<InterfaceComponent> Read() =>
        file.Tables()
            .Select(pair => (pair.Table, Ribbon: pair.Entity.Element("RibbonDiffXml")))
            .Concat([(Table: Application, Ribbon: file.Customizations.Element("RibbonDiffXml"))])
            .Where(pair => pair.Ribbon is not null)
            .SelectMany(pair => Ribbon(pair.Table, pair.Ribbon!));

    internal static string NameOf(string table) => table == Application ? "application ribbon" : $"ribbon of {table}";

    private static IEnumerable<InterfaceComponent> Ribbon(string table, XElement ribbon)
    {
        var parts = Parts(table, ribbon).ToList();
        if (parts.Count == 0)
        {
            return [];
        }

        var row = new Entity(ComponentKind.Ribbon.Table, IdOf(ComponentKind.Ribbon, table, string.Empty)) { ["entity"] = table };
        return [new InterfaceComponent(ComponentKind.Ribbon.Type, NameOf(table), row), .. parts];
    }

    private static IEnumerable<InterfaceComponent> Parts(string table, XElement ribbon)
    {
        var rules = ribbon.Element("RuleDefinitions");
        return Differences(table, ribbon.Element("CustomActions"), "CustomAction", RibbonDiffType.CustomAction, "Id")
            .Concat(Differences(table, ribbon.Element("CustomActions"), "HideCustomAction", RibbonDiffType.HideCustomAction, "HideActionId"))
            .Concat(Differences(table, ribbon.Element("Templates")?.Element("RibbonTemplates"), "GroupTemplate", RibbonDiffType.Template, "Id"))
            .Concat(Differences(table, ribbon.Element("LocLabels"), "LocLabel", RibbonDiffType.LocLabel, "Id"))
            .Concat((ribbon.Element("CommandDefinitions")?.Elements("CommandDefinition") ?? []).Select(command => Command(table, command)))
            .Concat(Rules(table, rules?.Element("DisplayRules"), "DisplayRule", RibbonRuleType.Display))
            .Concat(Rules(table, rules?.Element("EnableRules"), "EnableRule", RibbonRuleType.Enable))
            .Concat(Rules(table, rules?.Element("TabDisplayRules"), "TabDisplayRule", RibbonRuleType.TabDisplay));
    }

    private static IEnumerable<InterfaceComponent> Differences(string table, XElement? parent, string item, RibbonDiffType type, string key) =>
        (parent?.Elements(item) ?? []).Select(element =>
        {
            var id = element.AttributeText(key, NameOf(table));
            return Part(
                ComponentKind.RibbonDiff,
                table,
                $"{item}:{id}",
                id,
                row =>
                {
                    row["diffid"] = id;
                    row["difftype"] = new OptionSetValue((int)type);
                    row["rdx"] = element.Markup();
                    row["sequence"] = int.TryParse((string?)element.Attribute("Sequence"), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                        ? sequence
                        : null;
                }
            );
        });

    private static InterfaceComponent Command(string table, XElement element)
    {
        var id = element.AttributeText("Id", NameOf(table));
        return Part(
            ComponentKind.RibbonCommand,
            table,
            id,
            id,
            row =>
            {
                row["command"] = id;
                row["commanddefinition"] = element.Markup();
            }
        );
    }

    private static IEnumerable<InterfaceComponent> Rules(string table, XElement? parent, string item, RibbonRuleType type) =>
        (parent?.Elements(item) ?? []).Select(element =>
        {
            var id = element.AttributeText("Id", NameOf(table));
            return Part(
                ComponentKind.RibbonRule,
                table,
                $"{item}:{id}",
                id,
                row =>
                {
                    row["ruleid"] = id;
                    row["ruletype"] = new OptionSetValue((int)type);
                    row["enablerulexml"] = element.Markup();
                }
            );
        });

    private static InterfaceComponent Part(ComponentKind kind, string table, string key, string name, Action<Entity> fill)
    {
        var row = new Entity(kind.Table, IdOf(kind, table, key))
        {
            ["entity"] = table,
            ["ribboncustomizationid"] = new EntityReference(ComponentKind.Ribbon.Table, IdOf(ComponentKind.Ribbon, table, string.Empty)),
        };
        fill(row);
        return new InterfaceComponent(kind.Type, $"{NameOf(table)}, {name}", row);
    }

    private static Guid IdOf(ComponentKind kind, string table, string key) => StableId.Of($"{kind.Table}:{table}:{key}");
}
