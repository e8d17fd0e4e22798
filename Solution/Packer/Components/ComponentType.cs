namespace Solution.Packer.Components;

/// <summary>Types of components as manifests write them (solutioncomponent.componenttype).</summary>
internal static class ComponentType
{
    internal const string Table = "1";
    internal const string Column = "2";
    internal const string Relationship = "10";
    internal const string View = "26";
    internal const string Chart = "59";
    internal const string Form = "60";
    internal const string SiteMap = "62";
    internal const string App = "80";
}
