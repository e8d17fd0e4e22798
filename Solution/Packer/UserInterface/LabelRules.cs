using System.Xml.Linq;

namespace Solution.Packer.UserInterface;

/// <summary>Whatever people read stands there in every language of the solution.</summary>
internal static class LabelRules
{
    private static readonly string[] Texts = ["description", "Title", "Text"];
    private static readonly string[] Languages = ["languagecode", "LCID"];

    internal static void Check(IReadOnlyList<string> languages, IEnumerable<XElement> roots)
    {
        foreach (var list in roots.SelectMany(root => root.DescendantsAndSelf()).Where(element => LabelsOf(element).Any()))
        {
            Check(languages, list);
        }
    }

    private static void Check(IReadOnlyList<string> languages, XElement list)
    {
        var labels = LabelsOf(list).ToList();
        var text = Value(labels[0], Texts) ?? string.Empty;
        var present = labels.Where(label => Value(label, Texts) is { Length: > 0 } || text.Length == 0).Select(label => Value(label, Languages)!).ToList();
        var missing = languages.Except(present).FirstOrDefault();
        var undeclared = present.Except(languages).FirstOrDefault();
        UserInterfaceParts.Refuse(missing is not null, UserInterfaceErrors.LanguageMissing, PlaceOf(list), list.Name.LocalName, text, missing);
        UserInterfaceParts.Refuse(undeclared is not null, UserInterfaceErrors.LanguageUndeclared, PlaceOf(list), list.Name.LocalName, text, undeclared);
    }

    private static IEnumerable<XElement> LabelsOf(XElement element) =>
        element.Elements().Where(child => Value(child, Languages) is not null && Value(child, Texts) is not null);

    private static string? Value(XElement element, string[] names) => names.Select(name => (string?)element.Attribute(name)).FirstOrDefault(v => v is not null);

    // The nearest thing around it that a maker finds by name.
    private static string PlaceOf(XElement list) =>
        list.AncestorsAndSelf()
            .Select(e =>
                (string?)e.Attribute("Name")
                ?? (string?)e.Attribute("PhysicalName")
                ?? (string?)e.Attribute("Id")
                ?? (string?)e.Attribute("schemaname")
                ?? (string?)e.Attribute("uniquename")
            )
            .FirstOrDefault(name => name is not null)
        ?? list.AncestorsAndSelf().Last().Name.LocalName;
}
