using System.Collections.Generic;
using InvoicePlugins.Chunks;
using InvoicePlugins.Confirmation.Bulk;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Has every chunk carried out that waits for it, when it is made and when it is made to wait again.</summary>
public sealed class RunConfirmationChunk() : PluginBase(Steps)
{
    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Create", ConfirmationChunk.Table)
            .AfterCommit()
            .Ranked(10)
            .As("bec4c968-2787-40c1-bbf7-db1974b3d5d4", "Carries out a new chunk of a large confirmation."),
        Step.On("Update", ConfirmationChunk.Table)
            .AfterCommit()
            .Filter(ConfirmationChunk.StatusColumn)
            .Ranked(10)
            .As("7d958faf-fabe-4da3-ba73-817b3a57acd6", "Carries out a chunk of a large confirmation that was made to wait again."),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        if (new ConfirmationChunk(call.Target).Status == ChunkStatus.Pending)
        {
            new ChunkTries(call).Try(call.Target.Id, new ScheduledConfirmation(call).CarryOut);
        }
    }
}
