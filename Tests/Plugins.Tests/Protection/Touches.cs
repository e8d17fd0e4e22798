using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Protection;

/// <summary>Somebody else's plug-in or flow, which writes a row with all rights.</summary>
internal sealed class Touches : IPlugin
{
    [ThreadStatic]
    private static Entity? row;

    internal static Entity? Row
    {
        get => row;
        set => row = value;
    }

    public void Execute(IServiceProvider serviceProvider)
    {
        var services = (IOrganizationServiceFactory)serviceProvider.GetService(typeof(IOrganizationServiceFactory))!;
        services.CreateOrganizationService(null).Update(Row!);
    }
}
