using LocalDataverse.SolutionImport;

namespace LocalDataverse;

public sealed partial class DataverseOrganization
{
    /// <summary>What of others would refuse that a solution is uninstalled.</summary>
    internal IReadOnlyList<Dependent> DependentsOn(Guid solution)
    {
        IReadOnlyList<Dependent> dependents = [];
        AsSystem(transaction => dependents = new SolutionUninstaller(this, transaction).DependentsOn(solution));
        return dependents;
    }
}
