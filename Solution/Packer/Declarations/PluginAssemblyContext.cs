using System.Reflection;
using System.Runtime.Loader;

namespace Solution.Packer.Declarations;

/// <summary>Loads a .NET Framework plug-in assembly and, from the folder beside it, the SDK assemblies it was built against.</summary>
/// <param name="folder">Folder of the plug-in assembly.</param>
internal sealed class PluginAssemblyContext(string folder) : AssemblyLoadContext("plug-in declarations", isCollectible: true)
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Only the SDK: the packages beside the plug-in are .NET Framework builds of what .NET has itself.
        var isSdk = assemblyName.Name is "Microsoft.Xrm.Sdk" or "Microsoft.Crm.Sdk.Proxy" or "Microsoft.Xrm.Sdk.Workflow";
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        return isSdk && File.Exists(path) ? LoadFromBytes(path) : null;
    }

    /// <summary>Loads without keeping the file open, so that a build can replace it.</summary>
    internal Assembly LoadFromBytes(string path) => LoadFromStream(new MemoryStream(File.ReadAllBytes(path)));
}
