using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>What the readers of components have in common.</summary>
internal static class InterfaceXml
{
    internal const string WebResourcePrefix = "$webresource:";

    /// <summary>The language that every environment has, and in which a component keeps its texts.</summary>
    internal const int BaseLanguage = 1033;

    /// <summary>The tables of a solution with their logical names.</summary>
    internal static IEnumerable<(string Table, XElement Entity)> Tables(this SolutionFile file) =>
        file.Section("Entities", "Entity").Select(entity => (entity.Text("Name", "table").ToLowerInvariant(), entity));

    internal static string Markup(this XElement element) => element.ToString(SaveOptions.DisableFormatting);

    /// <summary>The element inside another one, as text.</summary>
    internal static string? Inner(this XElement element, string name) => element.Element(name)?.Elements().FirstOrDefault()?.Markup();

    internal static IReadOnlyList<LocalizedText> Texts(this XElement element, string list, string item, string column, string component) =>
        [
            .. (element.Element(list)?.Elements(item) ?? []).Select(label => new LocalizedText(
                column,
                Language(label.AttributeText("languagecode", component), component),
                (string?)label.Attribute("description") ?? string.Empty
            )),
        ];

    internal static IReadOnlyList<LocalizedText> NamesAndDescriptions(this XElement element, string component) =>
        [.. element.Texts("LocalizedNames", "LocalizedName", "name", component), .. element.Texts("Descriptions", "Description", "description", component)];

    /// <summary>The text in the base language, else in the first one.</summary>
    internal static string? Base(this IReadOnlyList<LocalizedText> texts, string column) =>
        (texts.FirstOrDefault(text => text.Column == column && text.Language == BaseLanguage) ?? texts.FirstOrDefault(text => text.Column == column))?.Text;

    internal static OptionSetValue? Option(this XElement element, string name, string component) =>
        element.Number(name, component) is { } number ? new OptionSetValue(number) : null;

    internal static bool Truth(this XElement element, string name, bool otherwise) =>
        element.OptionalText(name) is { } text ? string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) || text == "1" : otherwise;

    /// <summary>Names of web resources that attributes below an element hold, as <c>$webresource:name</c>.</summary>
    internal static IEnumerable<string> WebResources(this XElement element) =>
        element
            .DescendantsAndSelf()
            .Attributes()
            .Select(attribute => attribute.Value)
            .Where(value => value.StartsWith(WebResourcePrefix, StringComparison.OrdinalIgnoreCase))
            .Select(value => value.Substring(WebResourcePrefix.Length));

    private static int Language(string text, string component) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var language)
            ? language
            : throw ImportFault.Xml(component, $"{text} is not the number of a language");
}
