using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Chunks;

/// <summary>Makes one update lead to another.</summary>
internal sealed class ConfirmsInTheEnd : IPlugin
{
    private static Dictionary<string, Entity> next = [];

    internal static Dictionary<string, Entity> Next
    {
        get => next;
        set => next = value;
    }

    public void Execute(IServiceProvider serviceProvider)
    {
        var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        var services = (IOrganizationServiceFactory)serviceProvider.GetService(typeof(IOrganizationServiceFactory))!;
        services.CreateOrganizationService(context.UserId).Update(next[context.PrimaryEntityName]);
    }
}
