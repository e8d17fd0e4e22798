using Npm;

namespace Solution.Tests.Scripts;

/// <summary>The folder of the scripts.</summary>
internal static class NodeProject
{
    private static readonly NpmFolder Npm = new(
        Folder,
        Path.Combine(TestEnvironment.RepositoryRoot, "Tests", "Solution.Tests", "obj", "scripts-package-lock.json")
    );

    public static string Folder => Path.Combine(TestEnvironment.RepositoryRoot, "Solution", "Scripts");

    /// <summary>Runs a script of package.json.</summary>
    /// <param name="script">Its name.</param>
    /// <param name="bundle">Where the build writes the bundle; null where it writes none.</param>
    /// <returns>What it printed.</returns>
    public static Task<string> RunAsync(string script, string? bundle = null) => Npm.RunAsync(script, bundle is null ? [] : [("PINV_BUNDLE", bundle)]);
}
