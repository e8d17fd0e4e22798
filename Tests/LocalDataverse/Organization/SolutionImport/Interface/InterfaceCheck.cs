namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Refuses components of the user interface that are wrong in themselves or refer to what will not be there.</summary>
internal sealed class InterfaceCheck(string solution, KnownColumns columns, InterfaceCatalog catalog)
{
    internal void Demand(IReadOnlyList<InterfaceComponent> components)
    {
        var references = new References(solution, columns, catalog);
        var views = new ViewCheck(columns, references);
        var charts = new ChartCheck(columns, references);
        var forms = new FormCheck(columns, references);
        var siteMaps = new SiteMapCheck(columns, references);
        var apps = new AppCheck(columns, references);
        var ribbons = new RibbonCheck(columns, references, catalog.RibbonIds);
        foreach (var component in components)
        {
            switch (component.Row.LogicalName)
            {
                case "savedquery":
                    views.Demand(component);
                    break;
                case "savedqueryvisualization":
                    charts.Demand(component);
                    break;
                case "systemform":
                    forms.Demand(component);
                    break;
                case "sitemap":
                    siteMaps.Demand(component);
                    break;
                case "appmodule":
                    apps.Demand(component);
                    break;
                case "ribbondiff" or "ribboncommand" or "ribbonrule":
                    ribbons.Demand(component);
                    break;
                default:
                    break;
            }
        }
    }
}
