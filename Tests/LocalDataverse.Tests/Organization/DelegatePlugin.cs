using System.Collections.Concurrent;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Organization;

/// <summary>A plug-in whose unsecure configuration names the code to run.</summary>
public sealed class DelegatePlugin(string unsecure) : IPlugin
{
    private static readonly ConcurrentDictionary<string, Action<PluginCall>> Actions = new();

    public static string Keep(Action<PluginCall> action)
    {
        var key = Guid.NewGuid().ToString();
        Actions[key] = action;
        return key;
    }

    public void Execute(IServiceProvider serviceProvider) => Actions[unsecure](new PluginCall(serviceProvider));
}
