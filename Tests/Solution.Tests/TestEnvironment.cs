using System.Reflection;

namespace Solution.Tests;

/// <summary>Where this build stands.</summary>
internal static class TestEnvironment
{
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>Where a project puts what it builds, below its own folder.</summary>
    public static string BuildFolder { get; } = Metadata("BuildFolder");

    public static string SourceFolder { get; } = Path.Combine(RepositoryRoot, "Solution", "Source");

    public static string PackageFolder { get; } = Path.Combine(RepositoryRoot, "Solution", "Package", BuildFolder);

    public static string UnmanagedZip { get; } = Path.Combine(PackageFolder, "ProjectInvoiceIntegration.zip");

    public static string ManagedZip { get; } = Path.Combine(PackageFolder, "ProjectInvoiceIntegration_managed.zip");

    public static string PluginAssembly { get; } = BuiltAssembly("InvoicePlugins");

    /// <summary>Assemblies of workflow activities that the package holds.</summary>
    public static IReadOnlyList<string> WorkflowAssemblies { get; } = [BuiltAssembly("InvoicePlugins.Workflow")];

    public static string BuiltAssembly(string name) => Path.Combine(RepositoryRoot, "Plugins", name, BuildFolder, "net462", name + ".dll");

    public static string Metadata(string key) =>
        typeof(TestEnvironment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
