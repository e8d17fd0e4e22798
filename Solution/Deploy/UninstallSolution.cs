using System.Globalization;
using Solution.Deploy.Dataverse;
using Solution.Deploy.Solutions;

namespace Solution.Deploy;

/// <summary>Takes the solution away, with its tables and the rows in them.</summary>
public static class UninstallSolution
{
    /// <summary>Uninstalls; does nothing where it is not installed.</summary>
    /// <param name="options">Where and how.</param>
    /// <returns>Whether something was installed.</returns>
    /// <exception cref="DeployException">It was refused or failed.</exception>
    public static async Task<bool> RunAsync(DeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionRules.Check(options);
        using var client = await DataverseClient.SignedInAsync(options, cancellationToken);
        var installed = await InstalledSolutions.ReadAsync(client, cancellationToken);
        if (installed.Own is not { } own)
        {
            options.Progress?.Report($"{SolutionPackage.ExpectedName} is not installed: nothing to take away");
            return false;
        }

        if (!own.Managed)
        {
            throw new DeployException(DeployErrors.NotManaged.For(SolutionPackage.ExpectedName));
        }

        await DemandIdleAsync(client, options, cancellationToken);
        await DemandIndependentAsync(client, cancellationToken);
        foreach (var table in await new OwnTables(client).ReadAsync(own.Id, cancellationToken))
        {
            options.Progress?.Report($"Goes with it: {table}");
        }

        if (options.DryRun)
        {
            options.Progress?.Report($"Would uninstall {SolutionPackage.ExpectedName} {own.Version}");
            return true;
        }

        await DeleteAsync(client, options, installed, cancellationToken);
        options.Progress?.Report($"Uninstalled {SolutionPackage.ExpectedName} {own.Version}");
        return true;
    }

    private static async Task DemandIdleAsync(DataverseClient client, DeployOptions options, CancellationToken cancellationToken)
    {
        var work = await new WorkInProgress(client).ReadAsync(cancellationToken);
        if (work.Count == 0)
        {
            return;
        }

        var told = string.Join(", ", work);
        if (!options.Force)
        {
            throw new DeployException(DeployErrors.WorkWaits.For(SolutionPackage.ExpectedName, told));
        }

        options.Progress?.Report($"Lost with it: {told}");
    }

    private static async Task DemandIndependentAsync(DataverseClient client, CancellationToken cancellationToken)
    {
        var dependents = await new Dependents(client).ReadAsync(cancellationToken);
        if (dependents.Count > 0)
        {
            throw new DeployException(DeployErrors.OthersDepend.For(SolutionPackage.ExpectedName, string.Join(", ", dependents)));
        }
    }

    // A version that waits to take its place holds the same components: it goes first.
    private static async Task DeleteAsync(DataverseClient client, DeployOptions options, InstalledSolutions installed, CancellationToken cancellationToken)
    {
        foreach (var solution in new[] { installed.Holding, installed.Own }.OfType<InstalledSolution>())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"solutions({solution.Id:D})");
            await client.WhenFreeAsync(() => client.DeleteAsync(path, options.ImportTimeout, cancellationToken), cancellationToken);
        }
    }
}
