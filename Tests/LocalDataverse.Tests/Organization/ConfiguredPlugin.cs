using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Organization;

/// <summary>Shows its configuration and how often this instance has run.</summary>
public sealed class ConfiguredPlugin(string unsecure, string secure) : IPlugin
{
    private int runs;

    public void Execute(IServiceProvider serviceProvider)
    {
        var target = (Entity)((IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!).InputParameters["Target"];
        target["new_region"] = $"{unsecure} {secure} {Interlocked.Increment(ref runs)}";
    }
}
