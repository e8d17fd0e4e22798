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
        var secrets = await new SecureConfiguration(client).ReadAsync(DeploySolution.DeliveryStepId, cancellationToken);
        var removed = installed.All.Count > 0 && await RemoveAsync(client, options, installed, cancellationToken);
        if (!options.DryRun)
        {
            // Also what a run left behind that was stopped after the solution had gone.
            await new SecureConfiguration(client).RemoveAsync(secrets, cancellationToken);
        }

        if (!removed)
        {
            options.Progress?.Report($"{SolutionPackage.ExpectedName} is not installed: nothing to take away");
        }

        return removed;
    }

    private static async Task<bool> RemoveAsync(
        DataverseClient client,
        DeployOptions options,
        InstalledSolutions installed,
        CancellationToken cancellationToken
    )
    {
        if (installed.Own is { Managed: false })
        {
            throw new DeployException(DeployErrors.NotManaged.For(SolutionPackage.ExpectedName));
        }

        await DemandIdleAsync(client, options, cancellationToken);
        await DemandIndependentAsync(client, cancellationToken);
        foreach (var table in await new OwnTables(client).ReadAsync([.. installed.All.Select(solution => solution.Id)], cancellationToken))
        {
            options.Progress?.Report($"Goes with it: {table}");
        }

        var what = $"{SolutionPackage.ExpectedName} {installed.All[^1].Version}";
        if (options.DryRun)
        {
            options.Progress?.Report($"Would uninstall {what}");
            return true;
        }

        foreach (var solution in installed.All)
        {
            await DeleteAsync(client, options, solution, cancellationToken);
        }

        options.Progress?.Report($"Uninstalled {what}");
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

    private static async Task DeleteAsync(DataverseClient client, DeployOptions options, InstalledSolution solution, CancellationToken cancellationToken)
    {
        try
        {
            await client.WhenFreeAsync(DeleteHereAsync, IsGoneAsync, cancellationToken);
        }
        catch (DeployException refusal) when (refusal.Fault.Error == DeployErrors.NotThere)
        {
            // Another run, or this one before it was stopped, has done it.
        }

        Task DeleteHereAsync() =>
            client.DeleteAsync(string.Create(CultureInfo.InvariantCulture, $"solutions({solution.Id:D})"), options.ImportTimeout, cancellationToken);

        async Task<bool> IsGoneAsync() => (await InstalledSolutions.ReadAsync(client, cancellationToken)).All.All(other => other.Id != solution.Id);
    }
}
