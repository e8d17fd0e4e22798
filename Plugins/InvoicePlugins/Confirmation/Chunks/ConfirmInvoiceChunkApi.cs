using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Carries out <c>pinv_ConfirmInvoiceChunk</c>: one chunk of a confirmation, in one transaction. A repetition changes nothing.</summary>
public sealed class ConfirmInvoiceChunkApi() : PluginBase(CustomApi)
{
    /// <summary>The name of the message.</summary>
    public const string MessageName = "pinv_ConfirmInvoiceChunk";

    /// <summary>The parameter with the reason why the chunk is given up.</summary>
    public const string FailureParameter = "Failure";

    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("53a513ab-e8fd-4a5e-b355-ae0761a2df58"),
        UniqueName = MessageName,
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
                Name = FailureParameter,
                Description = "Why the chunk cannot be carried out: the chunk and the invoice become Failed with this reason. Empty: it is carried out.",
                Type = CustomApiType.String,
                IsOptional = true,
            },
        ],
    };

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var chunk = ((EntityReference)call.Context.InputParameters["Target"]).Id;
        var run = ChunkRun.For(call);
        if (call.Context.InputParameters.TryGetValue(FailureParameter, out var failure) && failure is string { Length: > 0 } reason)
        {
            run.GiveUp(chunk, reason);
        }
        else
        {
            run.CarryOut(chunk);
        }
    }
}
