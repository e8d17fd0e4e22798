using Solution.Deploy.Dataverse;
using Solution.Deploy.Solutions;

namespace Solution.Deploy;

/// <summary>
/// Puts a later version in the place of the installed one, so that what the later one no longer has goes. It is imported beside it first, and promoted then; a
/// run that was stopped between the two goes on with the second.
/// </summary>
public static class UpgradeSolution
{
    /// <summary>Upgrades and configures.</summary>
    /// <param name="options">What, where and how; the managed solution in any case.</param>
    /// <exception cref="DeployException">It was refused or failed.</exception>
    public static async Task<DeployResult> RunAsync(DeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionRules.Check(options);
        var package = SolutionPackage.Read(options.SolutionFile ?? SolutionPackage.BuiltFile(managed: true), managed: true);
        package.DemandVariables(options.Settings.Keys);
        using var client = await DataverseClient.SignedInAsync(options, cancellationToken);
        var installed = await InstalledSolutions.ReadAsync(client, cancellationToken);
        DeploySolution.DemandOneCreator(options, installed);
        var before = Before(installed, package);
        await ReplaceAsync(client, options, package, installed, cancellationToken);
        var changes = await new Configuration(client, options).ApplyAsync(installed.OwnLogic, cancellationToken);
        return new DeployResult(package.UniqueName, package.Version, before, installed.OwnLogic is not null, changes);
    }

    private static Version Before(InstalledSolutions installed, SolutionPackage package)
    {
        var own = installed.Own ?? throw new DeployException(DeployErrors.NotInstalled.For(package.UniqueName));
        if (!own.Managed)
        {
            throw new DeployException(DeployErrors.NotManaged.For(package.UniqueName));
        }

        if (installed.Holding is { } holding && holding.Version != package.Version)
        {
            throw new DeployException(DeployErrors.UpgradeWaits.For(InstalledSolutions.HoldingName, holding.Version));
        }

        return installed.DemandReplaceable(package)!;
    }

    private static async Task ReplaceAsync(
        DataverseClient client,
        DeployOptions options,
        SolutionPackage package,
        InstalledSolutions installed,
        CancellationToken cancellationToken
    )
    {
        if (installed.Holding is null && installed.Own!.Version == package.Version)
        {
            options.Progress?.Report($"{package.UniqueName} {package.Version} is installed already: nothing to upgrade");
            return;
        }

        var versions = $"{package.UniqueName} {installed.Own!.Version} by {package.Version}";
        if (options.DryRun)
        {
            options.Progress?.Report($"Would replace {versions}");
            return;
        }

        var import = new SolutionImport(client, options);
        if (installed.Holding is null)
        {
            await import.ImportAsync(package, holding: true, cancellationToken);
        }
        else
        {
            options.Progress?.Report($"{package.Version} was imported by an earlier run");
        }

        var here = await import.PromoteAsync(package, cancellationToken);
        options.Progress?.Report(here ? $"Replaced {versions}" : $"{package.Version} was put in its place by another run");
    }
}
