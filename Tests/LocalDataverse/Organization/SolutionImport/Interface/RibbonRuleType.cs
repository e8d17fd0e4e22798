namespace LocalDataverse.SolutionImport.Interface;

internal enum RibbonRuleType
{
    Display = 0,
    Enable = 1,
    TabDisplay = 2,
}
