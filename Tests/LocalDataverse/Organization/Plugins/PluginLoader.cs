using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
#if !NETFRAMEWORK
using System.Runtime.Loader;
using Microsoft.Xrm.Sdk;
#endif

namespace LocalDataverse.Plugins;

/// <summary>Loads plug-in assemblies from their bytes, as shipped; the SDK assemblies they refer to are the host's.</summary>
internal static class PluginLoader
{
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Loaded = new(StringComparer.Ordinal);

    // Organizations that are copied share their values: reading megabytes of base64 again for each plug-in of each copy would cost more than running it.
    private static readonly ConditionalWeakTable<string, Assembly> Read = new();

    /// <param name="content">The assembly as the platform keeps it, in base64.</param>
    public static Assembly Load(string content) => Read.GetValue(content, text => Load(Convert.FromBase64String(text)));

    public static Assembly Load(byte[] content)
    {
        using var hash = SHA256.Create();
        var key = Convert.ToBase64String(hash.ComputeHash(content));
        return Loaded.GetOrAdd(key, _ => new Lazy<Assembly>(() => LoadNew(content))).Value;
    }

#if NETFRAMEWORK
    private static Assembly LoadNew(byte[] content) => Assembly.Load(content);
#else
    private static Assembly LoadNew(byte[] content)
    {
        using var stream = new System.IO.MemoryStream(content, writable: false);
        return new SandboxLoadContext().LoadFromStream(stream);
    }

    private sealed class SandboxLoadContext() : AssemblyLoadContext("plug-in sandbox")
    {
        // Types of the SDK must be the host's own, or no plug-in would implement the host's IPlugin. The rest comes from the framework.
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name switch
            {
                "Microsoft.Xrm.Sdk" => typeof(IPlugin).Assembly,
                "Microsoft.Crm.Sdk.Proxy" => typeof(Microsoft.Crm.Sdk.Messages.WhoAmIRequest).Assembly,
                _ => null,
            };
    }
#endif
}
