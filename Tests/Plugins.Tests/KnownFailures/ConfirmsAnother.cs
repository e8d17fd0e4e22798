using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.KnownFailures;

/// <summary>Another user's confirmation of another invoice, which ends between the validation and the lock of the one being tested.</summary>
internal sealed class ConfirmsAnother : IPlugin
{
    [ThreadStatic]
    private static Guid first;

    [ThreadStatic]
    private static Guid second;

    /// <summary>Lets one invoice be confirmed after the other has been checked, and before it is locked.</summary>
    internal static void Before(Site site, Guid confirmedFirst, Guid confirmedSecond)
    {
        first = confirmedFirst;
        second = confirmedSecond;
        site.Organization.RegisterStep(
            new StepRegistration(
                Guid.NewGuid(),
                site.Organization.RegisterPluginType(typeof(ConfirmsAnother)),
                "Update",
                "invoice",
                PipelineStage.PreValidation
            )
            {
                Rank = 99,
                FilteringAttributes = ["msdyn_projectinvoicestatus"],
            }
        );
    }

    public void Execute(IServiceProvider serviceProvider)
    {
        var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        if (context.PrimaryEntityId != second)
        {
            return;
        }

        var services = (IOrganizationServiceFactory)serviceProvider.GetService(typeof(IOrganizationServiceFactory))!;
        services.CreateOrganizationService(null).Update(new Entity("invoice", first) { ["msdyn_projectinvoicestatus"] = new OptionSetValue(192350002) });
    }
}
