using System.Globalization;
using Newtonsoft.Json.Linq;
using Solution.Deploy.Dataverse;

namespace Solution.Deploy.Solutions;

/// <summary>Imports a solution file and promotes a holding solution, each as a job of the environment that is followed to its end.</summary>
/// <remarks>https://learn.microsoft.com/power-platform/alm/solution-async</remarks>
internal sealed class SolutionImport(DataverseClient client, DeployOptions options)
{
    private static readonly ErrorCode[] Refusals = [DeployErrors.ImportRefused, DeployErrors.PromotionRefused, DeployErrors.NotThere];

    /// <param name="holding">Whether it is to wait beside the installed one until it is promoted.</param>
    /// <returns>False: another run that was waited for has done it.</returns>
    internal async Task<bool> ImportAsync(SolutionPackage package, bool holding, CancellationToken cancellationToken)
    {
        options.Progress?.Report(
            $"Importing {Path.GetFileName(package.Path)} ({(package.Content.Length / 1024).ToString(CultureInfo.InvariantCulture)} KB)"
                + (holding ? " beside what is installed" : string.Empty)
        );
        return await UnlessDoneAsync(
            () => ImportHereAsync(package, holding, cancellationToken),
            async () => IsThere(await InstalledSolutions.ReadAsync(client, cancellationToken), package, holding),
            cancellationToken
        );
    }

    /// <summary>The installed version goes, with what the later one no longer has, and that takes its place.</summary>
    /// <returns>False: another run has done it.</returns>
    internal Task<bool> PromoteAsync(SolutionPackage package, CancellationToken cancellationToken) =>
        UnlessDoneAsync(
            () => PromoteHereAsync(package, cancellationToken),
            async () => await InstalledSolutions.ReadAsync(client, cancellationToken) is { Holding: null } after && after.Own?.Version == package.Version,
            cancellationToken
        );

    // Another run, or this one before it was stopped, may have been quicker by a moment: what it did is refused to be done again.
    private async Task<bool> UnlessDoneAsync(Func<Task> work, Func<Task<bool>> isDone, CancellationToken cancellationToken)
    {
        try
        {
            return await client.WhenFreeAsync(work, isDone, cancellationToken);
        }
        catch (DeployException refusal) when (Refusals.Contains(refusal.Fault.Error))
        {
            if (await isDone())
            {
                return false;
            }

            throw;
        }
    }

    private async Task ImportHereAsync(SolutionPackage package, bool holding, CancellationToken cancellationToken)
    {
        var importJob = Guid.NewGuid();
        var answer = await client.PostAsync("ImportSolutionAsync", Request(package, importJob, holding), options.ImportTimeout, cancellationToken);
        await new SystemJob(client, options).WaitAsync(
            SystemJob.IdIn(answer),
            importJob,
            (code, reason) => DeployErrors.ImportRefused.For(package.UniqueName, code, reason),
            cancellationToken
        );
    }

    private async Task PromoteHereAsync(SolutionPackage package, CancellationToken cancellationToken)
    {
        var answer = await client.PostAsync(
            "DeleteAndPromoteAsync",
            new JObject { ["UniqueName"] = package.UniqueName },
            options.ImportTimeout,
            cancellationToken
        );
        await new SystemJob(client, options).WaitAsync(
            SystemJob.IdIn(answer),
            null,
            (code, reason) => DeployErrors.PromotionRefused.For(package.UniqueName, code, reason),
            cancellationToken
        );
    }

    private JObject Request(SolutionPackage package, Guid importJob, bool holding) =>
        new()
        {
            ["OverwriteUnmanagedCustomizations"] = options.OverwriteCustomizations,
            ["PublishWorkflows"] = true,
            ["CustomizationFile"] = Convert.ToBase64String(package.Content),
            ["ImportJobId"] = importJob.ToString("D"),
            ["HoldingSolution"] = holding,
        };

    // An unmanaged solution changes under the same version, and one that is imported once more is there before.
    private bool IsThere(InstalledSolutions installed, SolutionPackage package, bool holding) =>
        holding ? installed.Holding?.Version == package.Version : package.Managed && !options.ImportAgain && installed.Own?.Version == package.Version;
}
