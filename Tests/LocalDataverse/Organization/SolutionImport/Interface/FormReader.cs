using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Reads forms of tables, and dashboards, which are forms of no table.</summary>
internal sealed class FormReader(SolutionFile file)
{
    internal const int Dashboard = 0;

    private static readonly Dictionary<string, int> Types = new(StringComparer.Ordinal)
    {
        ["dashboard"] = Dashboard,
        ["appointmentBook"] = 1,
        ["main"] = 2,
        ["mobile"] = 5,
        ["quick"] = 6,
        ["quickCreate"] = 7,
        ["dialog"] = 8,
        ["taskBasedForm"] = 9,
        ["interactionCentricDashboard"] = 10,
        ["card"] = 11,
        ["mainInteractionCentric"] = 12,
        ["contextualDashboard"] = 13,
        ["powerbi"] = 103,
    };

    internal IEnumerable<InterfaceComponent> Read() =>
        file.Tables()
            .SelectMany(pair => (pair.Entity.Element("FormXml")?.Elements("forms") ?? []).Select(forms => (pair.Table, Forms: forms)))
            .SelectMany(pair =>
                pair.Forms.Elements("systemform").Where(form => !form.IsUnmodified()).Select(form => Form(pair.Table, TypeOf(pair.Forms, pair.Table), form))
            )
            .Concat(file.Section("Dashboards", "Dashboard").Where(dashboard => !dashboard.IsUnmodified()).Select(Board));

    private static InterfaceComponent Form(string table, int type, XElement element)
    {
        var id = XmlReading.Id(element.Text("formid", $"form of {table}"), $"form of {table}");
        var texts = element.NamesAndDescriptions($"form {id:D} of {table}");
        var name = $"form {texts.Base("name") ?? id.ToString("D")} of {table}";
        var form = element.Element("form") ?? throw ImportFault.Xml(name, "element form is missing");
        var row = Row(id, table, type, form, texts);
        row["formactivationstate"] = element.Option("FormActivationState", name) ?? new OptionSetValue(1);
        row["formpresentation"] = element.Option("FormPresentation", name) ?? new OptionSetValue(1);
        row["introducedversion"] = element.OptionalText("IntroducedVersion");
        if ((string?)form.Element("ancestor")?.Attribute("id") is { } ancestor)
        {
            row["ancestorformid"] = new EntityReference("systemform", XmlReading.Id(ancestor, name));
        }

        return new InterfaceComponent(ComponentKind.Form.Type, name, row) { Texts = texts, IsDifference = FormDifference.IsOne(form) };
    }

    private static InterfaceComponent Board(XElement element)
    {
        var id = XmlReading.Id(element.Text("FormId", "dashboard"), "dashboard");
        var texts = element.NamesAndDescriptions($"dashboard {id:D}");
        var name = $"dashboard {texts.Base("name") ?? id.ToString("D")}";
        var forms = element.Element("FormXml")?.Element("forms") ?? throw ImportFault.Xml(name, "element forms is missing");
        var form = forms.Element("form") ?? throw ImportFault.Xml(name, "element form is missing");
        var row = Row(id, "none", TypeOf(forms, name), form, texts);
        row["formactivationstate"] = new OptionSetValue(1);
        row["isdefault"] = element.Flag("IsDefault");
        row["istabletenabled"] = element.Flag("IsTabletEnabled");
        row["introducedversion"] = element.OptionalText("IntroducedVersion");
        return new InterfaceComponent(ComponentKind.Form.Type, name, row) { Texts = texts };
    }

    private static Entity Row(Guid id, string table, int type, XElement form, IReadOnlyList<LocalizedText> texts) =>
        new("systemform", id)
        {
            ["formidunique"] = id,
            ["name"] = texts.Base("name") ?? string.Empty,
            ["description"] = texts.Base("description"),
            ["objecttypecode"] = table,
            ["type"] = new OptionSetValue(type),
            ["formxml"] = form.Markup(),
        };

    private static int TypeOf(XElement forms, string component)
    {
        var type = forms.AttributeText("type", component);
        return Types.TryGetValue(type, out var number) ? number : throw ImportFault.Xml(component, $"forms have no type {type}");
    }
}
