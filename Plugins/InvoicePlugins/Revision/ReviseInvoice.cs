using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Revision;

/// <summary>Carries out <c>pinv_ReviseInvoice</c>: a draft that corrects what a confirmed invoice billed.</summary>
public sealed class ReviseInvoice() : PluginBase(CustomApi)
{
    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("0b0ad3cf-6d16-4a7a-8c53-2f1c9d5f3c11"),
        UniqueName = "pinv_ReviseInvoice",
        DisplayName = "Revise invoice",
        Description = "Makes a draft that takes back all or some details of a confirmed invoice; what should have been billed is then entered there.",
        Binding = CustomApiBinding.Entity,
        BoundTable = Invoice.Table,
        ExecutePrivilege = "prvCreateInvoice",
        RequestParameters =
        [
            new()
            {
                Id = new Guid("6f6d7d54-70a9-47c4-96b7-1dfb8a0b5c12"),
                Name = RevisionRequest.DetailsParameter,
                Type = CustomApiType.String,
                IsOptional = true,
                Description = "The ids of the invoice line details to revise, separated by commas; all of them where empty.",
            },
            new()
            {
                Id = new Guid("c2f6be2c-1f0c-4d0e-8f43-6d2f0f6f5c13"),
                Name = RevisionRequest.InvoiceParameter,
                Type = CustomApiType.EntityReference,
                IsOptional = true,
                Table = Invoice.Table,
                Description = "A draft of the same contract and customer that takes the corrections; a new one where empty.",
            },
        ],
        ResponseProperties =
        [
            new()
            {
                Id = new Guid("91c5e7aa-4b1d-4fd2-9d0a-5a8f3f3d5c14"),
                Name = RevisionRequest.InvoiceParameter,
                Type = CustomApiType.EntityReference,
                Table = Invoice.Table,
                Description = "The draft with the corrections.",
            },
        ],
    };

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call) =>
        call.Context.OutputParameters[RevisionRequest.InvoiceParameter] = new EntityReference(
            Invoice.Table,
            InvoiceRevision.For(call).Revise(RevisionRequest.From(call.Context.InputParameters))
        );
}
