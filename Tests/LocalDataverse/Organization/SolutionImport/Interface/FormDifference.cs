using System.Globalization;
using System.Xml.Linq;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>What a managed solution changes on a form of another one.</summary>
/// <remarks>As real exports have it: <c>solutionaction</c> says what is done with a part, <c>ordinalvalue</c> where it stands among its like.</remarks>
internal static class FormDifference
{
    private const string Action = "solutionaction";
    private const string Place = "ordinalvalue";

    // By which attribute a part is found again. What has none stands once in its parent, but for columns, which are numbered.
    private static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        ["tab"] = ["id"],
        ["section"] = ["id"],
        ["cell"] = ["id"],
        ["label"] = ["languagecode"],
        ["Library"] = ["name"],
        ["event"] = ["name", "attribute"],
        ["Handler"] = ["handlerUniqueId"],
        ["Role"] = ["Id"],
    };

    internal static bool IsOne(XElement form) => form.DescendantsAndSelf().Attributes(Action).Any();

    /// <summary>The form with the difference in it.</summary>
    /// <param name="name">How faults name the form.</param>
    internal static XElement Applied(XElement form, XElement difference, string name)
    {
        var result = new XElement(form);
        Apply(result, difference, name);
        return result;
    }

    private static void Apply(XElement target, XElement difference, string name)
    {
        foreach (var part in difference.Elements())
        {
            var found = Find(target, part);
            switch ((string?)part.Attribute(Action))
            {
                case "Added":
                    Add(target, found, part);
                    break;
                case "Removed":
                    (found ?? throw Unknown(name, part)).Remove();
                    break;
                case "Modified":
                    Modify(found ?? throw Unknown(name, part), part, name);
                    break;
                case null when found is not null:
                    Apply(found, part, name);
                    break;
                case null when part.Name.LocalName is "row":
                    AddRow(target, part, name);
                    break;
                case null when !Keys.ContainsKey(part.Name.LocalName) && part.Name.LocalName != "column":
                    // A list that the form did not need so far.
                    target.Add(new XElement(part.Name, part.Attributes()));
                    Apply(target.Elements(part.Name).Last(), part, name);
                    break;
                case null:
                    throw Unknown(name, part);
                case var other:
                    throw ImportFault.Xml(name, $"solutionaction is {other}");
            }
        }
    }

    private static XElement? Find(XElement target, XElement part)
    {
        var like = target.Elements(part.Name).ToList();
        if (part.Name.LocalName == "column")
        {
            return int.TryParse((string?)part.Attribute("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < like.Count
                ? like[number]
                : null;
        }

        // Rows have no key: the cells in them have.
        return part.Name.LocalName == "row" ? like.FirstOrDefault(row => part.Elements("cell").Any(cell => Find(row, cell) is not null))
            : Keys.TryGetValue(part.Name.LocalName, out var keys) ? like.FirstOrDefault(other => keys.All(key => IsSame(other, part, key)))
            : like.FirstOrDefault();
    }

    private static bool IsSame(XElement first, XElement second, string key) =>
        string.Equals(Plain(first, key), Plain(second, key), StringComparison.OrdinalIgnoreCase);

    private static string? Plain(XElement element, string key) => ((string?)element.Attribute(key))?.Trim('{', '}');

    private static void Add(XElement target, XElement? found, XElement part)
    {
        var added = Clean(part);
        if (found is not null)
        {
            found.ReplaceWith(added);
            return;
        }

        var like = target.Elements(part.Name).ToList();
        if (int.TryParse((string?)part.Attribute(Place), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < like.Count)
        {
            like[place].AddBeforeSelf(added);
        }
        else if (like.Count > 0)
        {
            like[like.Count - 1].AddAfterSelf(added);
        }
        else
        {
            target.Add(added);
        }
    }

    private static void AddRow(XElement target, XElement row, string name)
    {
        if (row.Elements().FirstOrDefault(cell => (string?)cell.Attribute(Action) != "Added") is { } unknown)
        {
            throw Unknown(name, unknown);
        }

        target.Add(Clean(row));
    }

    private static void Modify(XElement target, XElement part, string name)
    {
        foreach (var attribute in part.Attributes().Where(attribute => attribute.Name.LocalName is not (Action or Place)))
        {
            target.SetAttributeValue(attribute.Name, attribute.Value);
        }

        Apply(target, part, name);
    }

    private static XElement Clean(XElement part)
    {
        var clean = new XElement(part);
        clean.DescendantsAndSelf().Attributes().Where(attribute => attribute.Name.LocalName is Action or Place).Remove();
        return clean;
    }

    private static Exception Unknown(string name, XElement part) =>
        ImportFault.Component(
            name,
            $"it changes {part.Name.LocalName} {(string?)part.Attribute("name") ?? (string?)part.Attribute("id") ?? string.Empty}, which the form does not have"
        );
}
