using System.Globalization;
using System.Xml.Linq;

namespace LocalDataverse.SolutionImport;

/// <summary>Reads the XML of a solution; what is missing or of the wrong form is a fault that names its component.</summary>
internal static class XmlReading
{
    internal static string Text(this XElement element, string name, string component) =>
        element.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : throw ImportFault.Xml(component, $"element {name} is missing");

    internal static string? OptionalText(this XElement element, string name) => element.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    internal static string AttributeText(this XElement element, string name, string component) =>
        element.Attribute(name)?.Value.Trim() is { Length: > 0 } text
            ? text
            : throw ImportFault.Xml(component, $"attribute {name} of {element.Name.LocalName} is missing");

    internal static bool IsUnmodified(this XElement element) => (string?)element.Attribute("unmodified") == "1";

    internal static bool Flag(this XElement element, string name) => element.OptionalText(name) == "1";

    internal static int? Number(this XElement element, string name, string component) =>
        element.OptionalText(name) is { } text
            ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw ImportFault.Xml(component, $"{name} is not a number: {text}")
            : null;

    internal static decimal? Amount(this XElement element, string name, string component) =>
        element.OptionalText(name) is { } text
            ? decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw ImportFault.Xml(component, $"{name} is not a number: {text}")
            : null;

    internal static Guid Id(string text, string component) => Guid.TryParse(text, out var id) ? id : throw ImportFault.Xml(component, $"{text} is not an id");

    /// <summary>The label of the first language.</summary>
    internal static string? Label(this XElement element, string list, string item) => (string?)element.Element(list)?.Element(item)?.Attribute("description");

    /// <summary>The label of an element in a component file.</summary>
    internal static string? Default(this XElement element, string name) => (string?)element.Element(name)?.Attribute("default");

    /// <summary>A value of a fixed list that the platform numbers.</summary>
    internal static T Choice<T>(this XElement element, string name, string component)
        where T : struct, Enum
    {
        var number = element.Number(name, component) ?? throw ImportFault.Xml(component, $"element {name} is missing");
        return Enum.IsDefined(typeof(T), number) ? (T)Enum.ToObject(typeof(T), number) : throw ImportFault.Xml(component, $"{name} has no value {number}");
    }
}
