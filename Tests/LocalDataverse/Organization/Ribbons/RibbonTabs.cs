using System.Globalization;
using System.Xml.Linq;

namespace LocalDataverse.Ribbons;

/// <summary>Tabs, groups and controls to which differences are applied; of the platform's own ribbon only what a difference is put into.</summary>
internal sealed class RibbonTabs
{
    private const string Children = "._children";

    public XElement Root { get; } = new("Tabs", new XAttribute("Id", "Mscrm.Tabs"));

    /// <summary>Puts the controls of a custom action where it says; false where that is no place of the platform's and not there (yet).</summary>
    public bool Add(XElement action)
    {
        var location = (string?)action.Attribute("Location") ?? string.Empty;
        var controls = action.Elements("CommandUIDefinition").Elements().ToList();
        if (!location.EndsWith(Children, StringComparison.Ordinal))
        {
            if (Find(location) is not { } replaced)
            {
                return false;
            }

            replaced.ReplaceWith(controls);
            return true;
        }

        if (Container(location.Substring(0, location.Length - Children.Length)) is not { } container)
        {
            return false;
        }

        foreach (var control in controls)
        {
            Insert(container, control);
        }

        return true;
    }

    /// <summary>Takes a control away that another difference has put there.</summary>
    public void Hide(string location) => Find(location)?.Remove();

    private XElement? Find(string id) => Root.DescendantsAndSelf().FirstOrDefault(element => (string?)element.Attribute("Id") == id);

    private XElement? Container(string id)
    {
        if (Find(id) is { } found)
        {
            return found;
        }

        if (!id.StartsWith("Mscrm.", StringComparison.Ordinal))
        {
            return null;
        }

        return (Last(id), Parent(id)) switch
        {
            ("Controls", var group) => Part(Part(Container(Parent(group) + ".Groups")!, "Group", group), "Controls", id),
            ("Groups" or "Scaling", var tab) => Part(Part(Root, "Tab", tab), Last(id), id),
            _ => null,
        };
    }

    private XElement Part(XElement parent, string name, string id)
    {
        if (Find(id) is { } found)
        {
            return found;
        }

        var part = new XElement(name, new XAttribute("Id", id));
        parent.Add(part);
        return part;
    }

    private static void Insert(XElement container, XElement control)
    {
        if (container.Elements().FirstOrDefault(other => Sequence(other) > Sequence(control)) is { } next)
        {
            next.AddBeforeSelf(control);
        }
        else
        {
            container.Add(control);
        }
    }

    private static int Sequence(XElement control) =>
        int.TryParse((string?)control.Attribute("Sequence"), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : int.MaxValue;

    private static string Last(string id) => id.Substring(id.LastIndexOf('.') + 1);

    private static string Parent(string id) => id.Substring(0, Math.Max(0, id.LastIndexOf('.')));
}
