namespace LocalDataverse.SolutionImport.Interface;

/// <summary>A kind of component that is rows of one table.</summary>
/// <remarks>https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/solutioncomponent</remarks>
/// <param name="Type">Number of the component type.</param>
internal sealed record ComponentKind(int Type, string Table, string PrimaryId)
{
    internal static ComponentKind View { get; } = new(26, "savedquery", "savedqueryid");

    internal static ComponentKind RibbonCommand { get; } = new(48, "ribboncommand", "ribboncommandid");

    internal static ComponentKind Ribbon { get; } = new(50, "ribboncustomization", "ribboncustomizationid");

    internal static ComponentKind RibbonRule { get; } = new(52, "ribbonrule", "ribbonruleid");

    internal static ComponentKind RibbonDiff { get; } = new(55, "ribbondiff", "ribbondiffid");

    internal static ComponentKind Chart { get; } = new(59, "savedqueryvisualization", "savedqueryvisualizationid");

    /// <summary>Forms and dashboards.</summary>
    internal static ComponentKind Form { get; } = new(60, "systemform", "formid");

    internal static ComponentKind WebResource { get; } = new(61, "webresource", "webresourceid");

    internal static ComponentKind SiteMap { get; } = new(62, "sitemap", "sitemapid");

    internal static ComponentKind App { get; } = new(80, "appmodule", "appmoduleid");

    /// <summary>All of them, each after those that it may refer to.</summary>
    internal static IReadOnlyList<ComponentKind> All { get; } = [WebResource, View, Chart, Form, SiteMap, App, Ribbon, RibbonRule, RibbonCommand, RibbonDiff];
}
