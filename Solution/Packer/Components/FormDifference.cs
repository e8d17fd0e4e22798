using System.Globalization;
using System.Xml.Linq;

namespace Solution.Packer.Components;

/// <summary>
/// What the managed solution adds to a form of others, in the shape of real exports: the tab <c>pinv_finance</c> of our own form of invoices, the script and
/// its handler. The id of the product's form is published nowhere, so whoever packs for an environment gives it.
/// </summary>
internal static class FormDifference
{
    private const string Tab = "pinv_finance";
    private const string Added = "Added";

    // Behind the tabs that public descriptions of the product's form name: summary, hidden fields, details.
    private const int PlaceOfTab = 3;

    /// <summary>Adds the difference to the customizations, and to the manifest that the form is needed.</summary>
    internal static void AddTo(XElement customizations, XElement manifest, InvoiceForm form)
    {
        var invoice = customizations.Element("Entities")!.Elements("Entity").Single(entity => (string?)entity.Element("Name") == "Invoice");
        var forms = invoice.Element("FormXml")!.Elements("forms").Single(forms => (string?)forms.Attribute("type") == "main");
        var own = forms.Elements("systemform").Single(systemform => TabOf(systemform) is not null);
        if (forms.Elements("systemform").Any(systemform => Guid.Parse((string)systemform.Element("formid")!) == form.Id))
        {
            throw new PackException(ComponentErrors.FormIsOwn.For("--invoice-form", form.Id.ToString("D")));
        }

        forms.Add(Difference(own, form));
        var table = manifest.Descendants("MissingDependency").Elements("Required").First(required => (string?)required.Attribute("schemaName") == "invoice");
        manifest
            .Descendants("MissingDependencies")
            .Single()
            .Add(
                new XElement(
                    "MissingDependency",
                    Part("Required", form, new XAttribute("solution", (string)table.Attribute("solution")!)),
                    Part("Dependent", form, null)
                )
            );
    }

    private static XElement Part(string name, InvoiceForm form, XAttribute? solution) =>
        new(
            name,
            new XAttribute("type", ComponentType.Form),
            new XAttribute("displayName", form.Name),
            new XAttribute("parentDisplayName", "Invoice"),
            solution,
            new XAttribute("id", form.Id.ToString("B"))
        );

    private static XElement Difference(XElement own, InvoiceForm form) =>
        new(
            "systemform",
            new XElement("formid", form.Id.ToString("B")),
            new XElement("IntroducedVersion", (string?)own.Element("IntroducedVersion") ?? "1.0.0.0"),
            new XElement("FormPresentation", 1),
            new XElement("FormActivationState", 1),
            new XElement(
                "form",
                new XElement("tabs", AddedTab(TabOf(own)!)),
                new XElement("formLibraries", own.Descendants("Library").Select(library => Marked(new XElement(library)))),
                new XElement("events", own.Descendants("event").Select(EventOf))
            ),
            new XElement("LocalizedNames", new XElement("LocalizedName", new XAttribute("description", form.Name), new XAttribute("languagecode", 1033))),
            new XElement("Descriptions")
        );

    private static XElement EventOf(XElement own)
    {
        var copy = new XElement(own);
        copy.Descendants("Handler").ToList().ForEach(handler => Marked(handler));
        return copy;
    }

    private static XElement AddedTab(XElement own)
    {
        var tab = Placed(Marked(new XElement(own)), PlaceOfTab);
        Number(tab.Descendants("column"), (column, number) => column.SetAttributeValue("id", number));
        Number(tab.Descendants("section"), (section, number) => Placed(Marked(section), number));
        foreach (var section in tab.Descendants("section").ToList())
        {
            Number(section.Descendants("cell"), (cell, number) => Placed(Marked(cell), number));
        }

        return tab;
    }

    private static void Number(IEnumerable<XElement> parts, Action<XElement, int> write)
    {
        foreach (var (number, part) in parts.ToList().Index())
        {
            write(part, number);
        }
    }

    private static XElement Placed(XElement part, int place)
    {
        part.SetAttributeValue("ordinalvalue", place.ToString(CultureInfo.InvariantCulture));
        return part;
    }

    private static XElement Marked(XElement part)
    {
        part.SetAttributeValue("solutionaction", Added);
        return part;
    }

    private static XElement? TabOf(XElement systemform) => systemform.Descendants("tab").FirstOrDefault(tab => (string?)tab.Attribute("name") == Tab);
}
