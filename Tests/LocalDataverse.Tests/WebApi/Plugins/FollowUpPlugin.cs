using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.WebApi.Plugins;

/// <summary>An asynchronous step: writes a contact for each account.</summary>
public sealed class FollowUpPlugin : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        var factory = (IOrganizationServiceFactory)serviceProvider.GetService(typeof(IOrganizationServiceFactory))!;
        var name = ((Entity)context.InputParameters["Target"]).GetAttributeValue<string>("name");
        factory.CreateOrganizationService(context.UserId).Create(new Entity("contact") { ["firstname"] = "Follow-up of", ["lastname"] = name });
    }
}
