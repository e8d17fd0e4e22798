using System.Reflection;

namespace EndToEnd.Tests;

/// <summary>Where this build stands.</summary>
internal static class TestEnvironment
{
    public static string RepositoryRoot { get; } =
        typeof(TestEnvironment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
