using System.Globalization;
using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport;

/// <summary>Reads option sets: global ones, and those inside a column.</summary>
internal static class ChoiceReader
{
    internal static Dictionary<string, IReadOnlyList<ChoiceOption>> Global(SolutionFile file)
    {
        var choices = new Dictionary<string, IReadOnlyList<ChoiceOption>>(StringComparer.Ordinal);
        foreach (var element in file.Section("optionsets", "optionset"))
        {
            var name = element.AttributeText("Name", "choice");
            choices[name] = Options(element, name);
        }

        return choices;
    }

    internal static IReadOnlyList<ChoiceOption> Options(XElement optionSet, string component)
    {
        var items = (optionSet.Element("options")?.Elements("option") ?? [])
            .Concat(optionSet.Element("states")?.Elements("state") ?? [])
            .Concat(optionSet.Element("statuses")?.Elements("status") ?? []);
        return
        [
            .. items.Select(item => new ChoiceOption(
                Value(item.AttributeText("value", component), component),
                item.Label("labels", "label") ?? item.AttributeText("value", component),
                (string?)item.Attribute("state") is { } state ? Value(state, component) : null
            )),
        ];
    }

    private static int Value(string text, string component) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw ImportFault.Xml(component, $"{text} is not the value of a choice");
}
