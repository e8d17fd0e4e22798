using System.Reflection;

namespace Plugins.Tests.Assembly;

/// <summary>The sandbox has .NET Framework and the SDK, and nothing else to resolve a reference with.</summary>
[TestClass]
internal sealed class When_the_platform_loads_an_assembly
{
    private const string Plugins = "InvoicePlugins.dll";
    private const string Activities = "InvoicePlugins.Workflow.dll";
    private const string FrameworkVersion = "4.0.0.0";
    private const string SdkVersion = "9.0.0.0";
    private const string SdkToken = "31bf3856ad364e35";

    private static readonly Dictionary<string, string> Framework = new()
    {
        ["mscorlib"] = "b77a5c561934e089",
        ["System"] = "b77a5c561934e089",
        ["System.Core"] = "b77a5c561934e089",
        ["System.Runtime.Serialization"] = "b77a5c561934e089",
        ["System.ServiceModel"] = "b77a5c561934e089",
        ["System.Xml"] = "b77a5c561934e089",
        ["System.Xml.Linq"] = "b77a5c561934e089",
        ["System.Net.Http"] = "b03f5f7f11d50a3a",
    };

    [TestMethod]
    public void Should_find_every_reference_of_the_plugins()
    {
        Resolves(Plugins, new(Framework), "Microsoft.Xrm.Sdk", "Microsoft.Crm.Sdk.Proxy");
    }

    [TestMethod]
    public void Should_find_every_reference_of_the_activities()
    {
        Resolves(
            Activities,
            new(Framework) { ["System.Activities"] = "31bf3856ad364e35" },
            "Microsoft.Xrm.Sdk",
            "Microsoft.Crm.Sdk.Proxy",
            "Microsoft.Xrm.Sdk.Workflow"
        );
    }

    [TestMethod]
    [DataRow(Plugins)]
    [DataRow(Activities)]
    public void Should_find_it_signed_and_made_for_the_framework_of_the_sandbox(string file)
    {
        Assert.AreEqual(".NETFramework,Version=v4.6.2", AssemblyFile.TargetFramework(file));
        Assert.HasCount(8, AssemblyFile.Identity(file).GetPublicKeyToken()!);
        Assert.AreEqual(new Version(1, 0, 0, 0), AssemblyFile.Identity(file).Version);
    }

    [TestMethod]
    public void Should_find_the_activity_that_confirms_an_invoice()
    {
        CollectionAssert.AreEqual(
            new[] { "ConfirmInvoiceActivity" },
            AssemblyFile.PublicClassesDerivedFrom(Activities, "System.Activities.CodeActivity").ToList()
        );
    }

    private static void Resolves(string file, Dictionary<string, string> framework, params string[] sdk)
    {
        var foreign = AssemblyFile
            .References(file)
            .Where(reference => !IsSdk(reference, sdk) && !IsFramework(reference, framework))
            .Select(reference => reference.FullName)
            .ToList();

        Assert.IsEmpty(foreign, $"{file} refers to assemblies that the sandbox cannot load: {string.Join("; ", foreign)}");
    }

    private static bool IsSdk(AssemblyName reference, string[] sdk) => sdk.Contains(reference.Name) && Is(reference, SdkVersion, SdkToken);

    private static bool IsFramework(AssemblyName reference, Dictionary<string, string> framework) =>
        framework.TryGetValue(reference.Name!, out var token) && Is(reference, FrameworkVersion, token);

    private static bool Is(AssemblyName reference, string version, string token) =>
        reference.Version == new Version(version) && Convert.ToHexString(reference.GetPublicKeyToken() ?? []).Equals(token, StringComparison.OrdinalIgnoreCase);
}
