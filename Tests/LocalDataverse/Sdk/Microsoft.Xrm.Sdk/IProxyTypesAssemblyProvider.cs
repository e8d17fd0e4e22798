using System.Reflection;

namespace Microsoft.Xrm.Sdk;

public interface IProxyTypesAssemblyProvider
{
    Assembly ProxyTypesAssembly { get; set; }
}
