using System.Xml.Linq;

namespace LocalDataverse.SolutionImport.Interface;

internal sealed class ViewCheck(KnownColumns columns, References references)
{
    internal void Demand(InterfaceComponent view)
    {
        var fetch = view.Get<string>("fetchxml") ?? throw ImportFault.Xml(view.Name, "element fetchxml is empty");
        var table = view.Get<string>("returnedtypecode")!;
        var query = new FetchCheck(columns, references, view.Name, XElement.Parse(fetch));
        if (query.Table != table)
        {
            throw ImportFault.Component(view.Name, $"its query reads table {query.Table}");
        }

        query.Demand();
        if (view.Get<string>("layoutxml") is { } layout)
        {
            Demand(view.Name, XElement.Parse(layout), query);
        }
    }

    private void Demand(string component, XElement grid, FetchCheck query)
    {
        foreach (var cell in grid.Descendants("cell").Attributes("name"))
        {
            query.DemandCell(cell.Value);
        }

        references.WebResources(component, grid);
    }
}
