using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Protection;

/// <summary>What somebody else does, from beginning to end, between the PreValidation of an operation and its transaction.</summary>
internal sealed class Meanwhile : IPlugin
{
    [ThreadStatic]
    private static Action? other;

    public void Execute(IServiceProvider serviceProvider)
    {
        var once = other;
        other = null;
        once?.Invoke();
    }

    internal static void Before(Site site, string message, string table, Action action)
    {
        other = action;
        site.Organization.RegisterStep(
            new StepRegistration(Guid.NewGuid(), site.Organization.RegisterPluginType(typeof(Meanwhile)), message, table, PipelineStage.PreValidation)
            {
                Rank = 99,
            }
        );
    }
}
