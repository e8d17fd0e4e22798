using System.Globalization;
using Newtonsoft.Json.Linq;
using Solution.Deploy.Dataverse;

namespace Solution.Deploy.Solutions;

/// <summary>Imports a solution file and promotes a holding solution, each as a job of the environment that is followed to its end.</summary>
/// <remarks>https://learn.microsoft.com/power-platform/alm/solution-async</remarks>
internal sealed class SolutionImport(DataverseClient client, DeployOptions options)
{
    /// <param name="holding">Whether it is to wait beside the installed one until it is promoted.</param>
    /// <returns>False: another run that was waited for has done it.</returns>
    internal async Task<bool> ImportAsync(SolutionPackage package, bool holding, CancellationToken cancellationToken)
    {
        options.Progress?.Report(
            $"Importing {Path.GetFileName(package.Path)} ({(package.Content.Length / 1024).ToString(CultureInfo.InvariantCulture)} KB)"
                + (holding ? " beside what is installed" : string.Empty)
        );
        return await client.WhenFreeAsync(
            async () =>
            {
                var importJob = Guid.NewGuid();
                var answer = await client.PostAsync("ImportSolutionAsync", Request(package, importJob, holding), options.ImportTimeout, cancellationToken);
                await new SystemJob(client, options).WaitAsync(
                    (Guid)answer!["AsyncOperationId"]!,
                    importJob,
                    (code, reason) => DeployErrors.ImportRefused.For(package.UniqueName, code, reason),
                    cancellationToken
                );
            },
            async () => IsThere(await InstalledSolutions.ReadAsync(client, cancellationToken), package, holding),
            cancellationToken
        );
    }

    /// <summary>The installed version goes, with what the later one no longer has, and that takes its place.</summary>
    internal Task<bool> PromoteAsync(SolutionPackage package, CancellationToken cancellationToken) =>
        client.WhenFreeAsync(
            async () =>
            {
                var answer = await client.PostAsync(
                    "DeleteAndPromoteAsync",
                    new JObject { ["UniqueName"] = package.UniqueName },
                    options.ImportTimeout,
                    cancellationToken
                );
                await new SystemJob(client, options).WaitAsync(
                    (Guid)answer!["AsyncOperationId"]!,
                    null,
                    (code, reason) => DeployErrors.PromotionRefused.For(package.UniqueName, code, reason),
                    cancellationToken
                );
            },
            async () => await InstalledSolutions.ReadAsync(client, cancellationToken) is { Holding: null } after && after.Own?.Version == package.Version,
            cancellationToken
        );

    private JObject Request(SolutionPackage package, Guid importJob, bool holding) =>
        new()
        {
            ["OverwriteUnmanagedCustomizations"] = options.OverwriteCustomizations,
            ["PublishWorkflows"] = true,
            ["CustomizationFile"] = Convert.ToBase64String(package.Content),
            ["ImportJobId"] = importJob.ToString("D"),
            ["HoldingSolution"] = holding,
        };

    private static bool IsThere(InstalledSolutions installed, SolutionPackage package, bool holding) =>
        holding ? installed.Holding?.Version == package.Version : package.Managed && installed.Own?.Version == package.Version;
}
