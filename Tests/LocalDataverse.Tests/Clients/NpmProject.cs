using System.Reflection;
using Npm;

namespace LocalDataverse.Tests.Clients;

/// <summary>The folder of the clients.</summary>
internal static class NpmProject
{
    private static readonly NpmFolder Npm = new(
        Path.Combine(RepositoryRoot, "Tests", "LocalDataverse.Tests", "Clients"),
        Path.Combine(RepositoryRoot, "Tests", "LocalDataverse.Tests", "obj", "clients-package-lock.json")
    );

    public static string RepositoryRoot =>
        typeof(NpmProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Runs a script of package.json, and gives what it printed.</summary>
    public static Task<string> Run(string script, params (string Name, string Value)[] environment) => Npm.RunAsync(script, environment);
}
