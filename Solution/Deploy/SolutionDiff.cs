using Solution.Deploy.Comparing;
using Solution.Deploy.Dataverse;
using Solution.Deploy.Solutions;

namespace Solution.Deploy;

/// <summary>Compares what is registered in an environment with what a solution file says. It writes nothing.</summary>
public static class SolutionDiff
{
    /// <summary>Compares steps, images, custom APIs with their parameters, environment variables, and roles with what they grant.</summary>
    /// <returns>A sentence for each difference; none where there is none.</returns>
    /// <exception cref="DeployException">It was refused or failed.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(DeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionRules.Check(options);
        var package = SolutionPackage.Read(options.SolutionFile ?? SolutionPackage.BuiltFile(options.Managed), options.Managed);
        var declared = DeclaredComponents.Of(package);
        using var client = await DataverseClient.SignedInAsync(options, cancellationToken);
        var registered = await new RegisteredComponents(client).ReadAsync(declared, cancellationToken);
        var version = (await InstalledSolutions.ReadAsync(client, cancellationToken)).Own?.Version;
        IEnumerable<string> versions =
            version == package.Version
                ? []
                : [$"solution {package.UniqueName}: version is {version?.ToString() ?? "nothing"}, and {package.Version} in the file"];
        return [.. versions, .. Comparison.Differences(declared, registered)];
    }
}
