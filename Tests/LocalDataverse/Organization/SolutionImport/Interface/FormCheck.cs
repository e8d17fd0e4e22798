using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Forms and dashboards: columns, scripts, and the views and charts of their lists.</summary>
internal sealed class FormCheck(KnownColumns columns, References references)
{
    internal void Demand(InterfaceComponent form)
    {
        var markup = XElement.Parse(form.Get<string>("formxml")!);
        var table = form.Get<string>("objecttypecode")!;
        if (table != RibbonReader.Application)
        {
            DemandColumns(form.Name, table, markup);
        }

        if (form.Get<EntityReference>("ancestorformid") is { } ancestor)
        {
            references.Form(form.Name, ancestor.Id);
        }

        DemandScripts(form.Name, markup);
        references.WebResources(form.Name, markup);
        foreach (var parameters in markup.Descendants("control").Elements("parameters"))
        {
            DemandList(form.Name, parameters);
        }
    }

    private void DemandColumns(string form, string table, XElement markup)
    {
        if (markup.Descendants("control").Attributes("datafieldname").FirstOrDefault(column => !columns.Has(table, column.Value)) is { } unknown)
        {
            throw ImportFault.Component(form, $"table {table} has no column {unknown.Value}");
        }
    }

    private void DemandScripts(string form, XElement markup)
    {
        var libraries = markup.Elements("formLibraries").Elements("Library").Attributes("name").Select(name => name.Value).ToList();
        foreach (var library in libraries)
        {
            references.WebResource(form, library);
        }

        if (markup.Descendants("Handler").Attributes("libraryName").FirstOrDefault(name => !libraries.Contains(name.Value)) is { } unlisted)
        {
            throw ImportFault.Component(form, $"an event is handled in {unlisted.Value}, which is no library of the form");
        }
    }

    private void DemandList(string form, XElement parameters)
    {
        if (parameters.OptionalText("TargetEntityType") is not { } table)
        {
            return;
        }

        references.Table(form, table);
        foreach (var view in Ids(form, parameters.OptionalText("ViewId")).Concat(Ids(form, parameters.OptionalText("ViewIds"))))
        {
            if (references.View(form, view) is var other && other != table)
            {
                throw ImportFault.Component(form, $"a list of table {table} shows view {view:D} of table {other}");
            }
        }

        foreach (var chart in Ids(form, parameters.OptionalText("VisualizationId")))
        {
            if (references.Chart(form, chart) is var other && other != table)
            {
                throw ImportFault.Component(form, $"a list of table {table} shows chart {chart:D} of table {other}");
            }
        }
    }

    private static IEnumerable<Guid> Ids(string form, string? list) =>
        (list ?? string.Empty).Split([','], StringSplitOptions.RemoveEmptyEntries).Select(id => XmlReading.Id(id.Trim(), form));
}
