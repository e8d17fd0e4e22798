using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>What people read of custom APIs in the languages of the solution; the code declares the English texts.</summary>
internal sealed class CustomApiTexts
{
    private readonly Dictionary<string, XElement> texts;

    private CustomApiTexts(Dictionary<string, XElement> texts) => this.texts = texts;

    /// <summary>English texts that have translations.</summary>
    internal IEnumerable<string> English => texts.Keys;

    internal static CustomApiTexts Read()
    {
        using var stream = typeof(CustomApiTexts).Assembly.GetManifestResourceStream("CustomApiTexts.xml")!;
        return new CustomApiTexts(XElement.Load(stream).Elements("text").ToDictionary(text => text.Element("label")!.Value, StringComparer.Ordinal));
    }

    /// <summary>The labels of a text; a text without translations has its English label only, which the check of labels refuses.</summary>
    internal IEnumerable<XElement> Labels(string english) =>
        texts.TryGetValue(english, out var text)
            ? text.Elements("label").Select(label => Label(label.Value, (string)label.Attribute("languagecode")!))
            : [Label(english, "1033")];

    /// <summary>The labels of a name that is the same in every language.</summary>
    internal static IEnumerable<XElement> Same(string name, IEnumerable<string> languages) => languages.Select(language => Label(name, language));

    private static XElement Label(string text, string language) => new("label", new XAttribute("description", text), new XAttribute("languagecode", language));
}
