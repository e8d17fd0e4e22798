using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Confirmation;

/// <summary>Somebody else's plug-in, which writes an original while it is being billed.</summary>
internal sealed class TouchesTheOriginal : IPlugin
{
    public static Guid Original { get; set; }

    public void Execute(IServiceProvider serviceProvider)
    {
        var services = (IOrganizationServiceFactory)serviceProvider.GetService(typeof(IOrganizationServiceFactory))!;
        services.CreateOrganizationService(null).Update(new Entity("msdyn_actual", Original) { ["msdyn_externaldescription"] = "touched" });
    }
}
