using System;
using System.Collections.Generic;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Revision;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Carries out <c>pinv_ConfirmInvoiceChunk</c>: one chunk of a confirmation, in one transaction. A repetition changes nothing.</summary>
public sealed class ConfirmInvoiceChunkApi() : PluginBase(CustomApi)
{
    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("53a513ab-e8fd-4a5e-b355-ae0761a2df58"),
        UniqueName = ChunkMessage.Name,
        DisplayName = "Confirm invoice chunk",
        Description =
            "Carries out a chunk of a large confirmation in one transaction, or gives it up. The chunk's own step calls it; a repetition changes nothing.",
        Binding = CustomApiBinding.Entity,
        BoundTable = ConfirmationChunk.Table,
        ExecutePrivilege = "prvWriteInvoice",
        RequestParameters =
        [
            new()
            {
                Id = new Guid("d100ab25-5fdd-429a-8fd2-6d4281535904"),
                Name = ChunkMessage.FailureParameter,
                Description = "Why the chunk cannot be carried out: the chunk and the invoice become Failed with this reason. Empty: it is carried out.",
                Type = CustomApiType.String,
                IsOptional = true,
            },
        ],
    };

    // A chunk is undone by the first that takes it.
    private static readonly IReadOnlyList<ChunkWork> Works =
    [
        CheckWork.Declaration,
        BillWork.Declaration,
        ReviseWork.Declaration,
        UndoRevision.Declaration,
        UndoWork.Declaration,
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var chunk = ((EntityReference)call.Context.InputParameters["Target"]).Id;
        var run = ChunkRun.For(call, Works);
        if (call.Context.InputParameters.TryGetValue(ChunkMessage.FailureParameter, out var failure) && failure is string { Length: > 0 } reason)
        {
            run.GiveUp(chunk, reason);
        }
        else
        {
            run.CarryOut(chunk);
        }
    }
}
