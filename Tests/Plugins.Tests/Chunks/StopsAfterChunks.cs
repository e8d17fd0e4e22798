using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

/// <summary>Stops the jobs of a site after some chunks are done, as if the server were shut down between two jobs.</summary>
internal sealed class StopsAfterChunks : IPlugin
{
    [ThreadStatic]
    private static int remaining;

    [ThreadStatic]
    private static CancellationTokenSource? source;

    internal static void Register(Site site) =>
        site.Organization.RegisterStep(
            new StepRegistration(
                Guid.NewGuid(),
                site.Organization.RegisterPluginType(typeof(StopsAfterChunks)),
                "Update",
                ConfirmationChunk.Table,
                PipelineStage.PostOperation
            )
            {
                FilteringAttributes = [ConfirmationChunk.StatusColumn],
            }
        );

    /// <summary>Runs jobs until some chunks are done, or all jobs.</summary>
    /// <returns>Whether there were so many.</returns>
    internal static bool Run(Site site, int chunks)
    {
        if (chunks == 0)
        {
            return true;
        }

        using var stop = new CancellationTokenSource();
        (remaining, source) = (chunks, stop);
        try
        {
            site.Organization.RunAsyncOperations(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The server is down.
        }

        source = null;
        return remaining <= 0;
    }

    public void Execute(IServiceProvider serviceProvider)
    {
        var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        if (new ConfirmationChunk((Entity)context.InputParameters["Target"]).Status == ChunkStatus.Complete && --remaining == 0)
        {
            source?.Cancel();
        }
    }
}
