using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

/// <summary>Lets a new run of the confirmation begin while somebody waits for the lock of a chunk of the run before.</summary>
internal sealed class BeginsAnotherRun : IPlugin
{
    internal static void Register(Site site) =>
        site.Organization.RegisterStep(
            new StepRegistration(
                Guid.NewGuid(),
                site.Organization.RegisterPluginType(typeof(BeginsAnotherRun)),
                "Update",
                "pinv_confirmationchunk",
                PipelineStage.PostOperation
            )
        );

    public void Execute(IServiceProvider serviceProvider)
    {
        var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        var services = (IOrganizationServiceFactory)serviceProvider.GetService(typeof(IOrganizationServiceFactory))!;
        var service = services.CreateOrganizationService(null);
        var invoice = service
            .Retrieve("pinv_confirmationchunk", context.PrimaryEntityId, new ColumnSet("pinv_invoiceid"))
            .GetAttributeValue<EntityReference>("pinv_invoiceid");
        service.Update(new Entity("invoice", invoice.Id) { ["pinv_confirmationattempt"] = 2 });
    }
}
