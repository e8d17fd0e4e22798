using System.Xml.Linq;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Differences, commands and rules of ribbons: what they name has to be the platform's own, or of this or another solution.</summary>
internal sealed class RibbonCheck(KnownColumns columns, References references, IReadOnlyCollection<string> ids)
{
    private const string PlatformPrefix = "Mscrm.";
    private const string LabelPrefix = "$LocLabels:";

    internal void Demand(InterfaceComponent part)
    {
        var markup = XElement.Parse(part.Get<string>("rdx") ?? part.Get<string>("commanddefinition") ?? part.Get<string>("enablerulexml")!);
        DemandWebResources(part.Name, markup);
        DemandLabels(part.Name, markup);
        DemandCommands(part.Name, markup);
        DemandTables(part.Name, part.Get<string>("entity")!, markup);
    }

    private void DemandWebResources(string ribbon, XElement markup)
    {
        if (markup.WebResources().FirstOrDefault(name => !references.HasWebResource(name)) is { } unknown)
        {
            throw ImportFault.Ribbon(ribbon, $"web resource {unknown} does not exist");
        }
    }

    private void DemandLabels(string ribbon, XElement markup)
    {
        var labels = markup
            .DescendantsAndSelf()
            .Attributes()
            .Select(attribute => attribute.Value)
            .Where(value => value.StartsWith(LabelPrefix, StringComparison.Ordinal))
            .Select(value => value.Substring(LabelPrefix.Length));
        if (labels.FirstOrDefault(label => !ids.Contains(label)) is { } unknown)
        {
            throw ImportFault.Ribbon(ribbon, $"label {unknown} does not exist");
        }
    }

    private void DemandCommands(string ribbon, XElement markup)
    {
        var named = markup
            .DescendantsAndSelf()
            .Attributes("Command")
            .Concat(markup.Elements("EnableRules").Elements("EnableRule").Attributes("Id"))
            .Concat(markup.Elements("DisplayRules").Elements("DisplayRule").Attributes("Id"))
            .Select(attribute => attribute.Value);
        if (named.FirstOrDefault(name => !name.StartsWith(PlatformPrefix, StringComparison.Ordinal) && !ids.Contains(name)) is { } unknown)
        {
            throw ImportFault.Ribbon(ribbon, $"command or rule {unknown} does not exist");
        }
    }

    private void DemandTables(string ribbon, string table, XElement markup)
    {
        if (markup.DescendantsAndSelf().Attributes("EntityName").FirstOrDefault(name => !columns.HasTable(name.Value)) is { } unknown)
        {
            throw ImportFault.Ribbon(ribbon, $"table {unknown.Value} does not exist");
        }

        if (
            table != RibbonReader.Application
            && markup.Descendants("ValueRule").Attributes("Field").FirstOrDefault(f => !columns.Has(table, f.Value)) is { } field
        )
        {
            throw ImportFault.Ribbon(ribbon, $"table {table} has no column {field.Value}");
        }
    }
}
