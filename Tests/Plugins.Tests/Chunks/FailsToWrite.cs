using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

/// <summary>Logic of somebody else that fails for a while.</summary>
internal sealed class FailsToWrite : IPlugin
{
    private static int times;

    internal static void Register(Site site, string table)
    {
        times = 0;
        site.Organization.RegisterStep(
            new StepRegistration(Guid.NewGuid(), site.Organization.RegisterPluginType(typeof(FailsToWrite)), "Create", table, PipelineStage.PostOperation)
        );
    }

    internal static void Fail() => times = int.MaxValue;

    internal static void Mend() => times = 0;

    public void Execute(IServiceProvider serviceProvider)
    {
        if (times > 0)
        {
            times--;
            throw new InvalidOperationException("The other system does not answer");
        }
    }
}
