namespace LocalDataverse.Ribbons;

/// <summary>The ribbons of a table, with the numbers of the platform's RibbonLocationFilters.</summary>
[Flags]
internal enum RibbonLocations
{
    None = 0,
    Form = 1,
    HomepageGrid = 2,
    SubGrid = 4,
    All = Form | HomepageGrid | SubGrid,
}
