using System.Xml.Linq;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Forms that solutions of others change: the form as it was, and above it each solution's difference, so that each can go by itself.</summary>
/// <remarks>https://learn.microsoft.com/power-apps/maker/data-platform/solution-layers</remarks>
internal static class FormLayers
{
    private const string Table = "msdyn_componentlayer";
    private const string Form = "systemform";
    private const string Markup = "formxml";
    private const string Unmanaged = "Active";
    private const int Base = 1;

    /// <summary>Puts the difference of a solution on a form; one that the solution has there already is replaced.</summary>
    internal static void Write(IOrganizationService service, InstalledComponents installed, InterfaceComponent difference, string solution)
    {
        var id = difference.Row.Id;
        var layers = installed
            .Children(Table, "msdyn_componentid", id.ToString("D"))
            .Where(layer => layer.GetAttributeValue<string>("msdyn_solutionname") != solution)
            .ToList();
        var form = installed.Find(Form, "formid", id)!;
        if (layers.Count == 0)
        {
            layers.Add(Layer(id, SolutionOf(installed, form), Base, form.GetAttributeValue<string>(Markup)));
        }

        layers.Add(Layer(id, solution, layers.Max(OrderOf) + 1, difference.Get<string>(Markup)!));
        foreach (var layer in layers)
        {
            if (installed.Find(Table, Table + "id", layer.Id) is null)
            {
                service.Create(layer);
            }
            else
            {
                service.Update(layer);
            }
        }

        service.Update(new Entity(Form, id) { [Markup] = Folded(layers.Select(layer => (OrderOf(layer), MarkupOf(layer))), difference.Name) });
    }

    /// <summary>What waited under another name takes that of its solution.</summary>
    internal static void Rename(IOrganizationService service, InstalledComponents installed, string from, string to)
    {
        foreach (var layer in installed.Children(Table, "msdyn_solutionname", from))
        {
            service.Update(new Entity(Table, layer.Id) { ["msdyn_solutionname"] = to });
        }
    }

    /// <summary>Forms of a solution that others have changed.</summary>
    internal static IReadOnlyList<Guid> ChangedByOthers(DataverseOrganization organization, string solution, Transaction transaction)
    {
        var layers = Rows(organization, transaction);
        return [.. layers.Where(layer => layer.Order == Base && layer.Solution == solution).Select(layer => layer.Form)];
    }

    /// <summary>Takes the differences of a solution off.</summary>
    /// <returns>The forms that they were on, which stay.</returns>
    internal static IReadOnlyCollection<Guid> Remove(DataverseOrganization organization, string solution, Transaction transaction)
    {
        var all = Rows(organization, transaction);
        HashSet<Guid> forms = [.. all.Where(layer => layer.Solution == solution && layer.Order != Base).Select(layer => layer.Form)];
        var table = organization.TableOrFault(Table);
        foreach (var form in forms)
        {
            var kept = all.Where(layer => layer.Form == form && (layer.Solution != solution || layer.Order == Base)).ToList();
            var gone = kept.Count == 1 ? all.Where(layer => layer.Form == form) : all.Where(layer => layer.Form == form && !kept.Contains(layer));
            foreach (var layer in gone)
            {
                organization.Writer.Delete(table, layer.Id, transaction);
            }

            var markup = Folded(kept.Select(layer => (layer.Order, layer.Markup)), "form");
            organization.Writer.Set(organization.TableOrFault(Form), form, Markup, markup, transaction);
        }

        return forms;
    }

    private static string Folded(IEnumerable<(int Order, string Markup)> layers, string name) =>
        layers
            .OrderBy(layer => layer.Order)
            .Select(layer => XElement.Parse(layer.Markup))
            .Aggregate((form, difference) => FormDifference.Applied(form, difference, name))
            .Markup();

    private static Entity Layer(Guid form, string solution, int order, string markup) =>
        new(Table, StableId.Of($"layer:{form:D}:{solution}"))
        {
            ["msdyn_name"] = "FormXml",
            ["msdyn_componentid"] = form.ToString("D"),
            ["msdyn_solutioncomponentname"] = "SystemForm",
            ["msdyn_solutionname"] = solution,
            ["msdyn_order"] = order,
            ["msdyn_componentjson"] = new JObject
            {
                ["LogicalName"] = "SystemForm",
                ["Id"] = form.ToString("D"),
                ["Attributes"] = new JArray(new JObject { ["Key"] = Markup, ["Value"] = markup }),
            }.ToString(Formatting.None),
        };

    private static string SolutionOf(InstalledComponents installed, Entity form) =>
        form.GetAttributeValue<Guid?>("solutionid") is { } id && installed.Find("solution", "solutionid", id) is { } solution
            ? solution.GetAttributeValue<string>("uniquename")
            : Unmanaged;

    private static int OrderOf(Entity layer) => layer.GetAttributeValue<int>("msdyn_order");

    private static string MarkupOf(Entity layer) => MarkupOf(layer.GetAttributeValue<string>("msdyn_componentjson"));

    private static string MarkupOf(string json) => (string)JObject.Parse(json)["Attributes"]![0]!["Value"]!;

    private static List<(Guid Id, Guid Form, string Solution, int Order, string Markup)> Rows(DataverseOrganization organization, Transaction transaction)
    {
        List<Guid> ids;
        lock (organization.Database.Sync)
        {
            ids = [.. organization.Database.Store(Table).Slots.Select(slot => slot.SeenBy(transaction)).OfType<Row>().Select(row => row.Id)];
        }

        return
        [
            .. ids.Select(id =>
                (
                    id,
                    Guid.Parse((string)Value(id, "msdyn_componentid")),
                    (string)Value(id, "msdyn_solutionname"),
                    (int)Value(id, "msdyn_order"),
                    MarkupOf((string)Value(id, "msdyn_componentjson"))
                )
            ),
        ];

        object Value(Guid id, string column) => organization.Value(Table, id, column, transaction)!;
    }
}
