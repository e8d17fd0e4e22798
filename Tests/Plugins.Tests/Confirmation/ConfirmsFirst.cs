using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Confirmation;

/// <summary>Another confirmation that ends between the validation and the lock of the one being tested.</summary>
internal sealed class ConfirmsFirst : IPlugin
{
    [ThreadStatic]
    private static bool running;

    public void Execute(IServiceProvider serviceProvider)
    {
        if (running)
        {
            return;
        }

        running = true;
        var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        var services = (IOrganizationServiceFactory)serviceProvider.GetService(typeof(IOrganizationServiceFactory))!;
        services
            .CreateOrganizationService(null)
            .Update(new Entity("invoice", context.PrimaryEntityId) { ["msdyn_projectinvoicestatus"] = new OptionSetValue(192350002) });
        running = false;
    }
}
