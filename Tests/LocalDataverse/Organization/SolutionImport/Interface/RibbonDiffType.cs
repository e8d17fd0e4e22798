namespace LocalDataverse.SolutionImport.Interface;

internal enum RibbonDiffType
{
    CustomAction = 0,
    HideCustomAction = 1,
    Template = 2,
    LocLabel = 3,
}
