using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Carries out <c>pinv_ResumeConfirmation</c>: has a large confirmation that stopped go on where it was.</summary>
public sealed class ResumeConfirmationApi() : PluginBase(CustomApi)
{
    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("b58a9663-883d-4b40-858c-e48e7e9460f6"),
        UniqueName = "pinv_ResumeConfirmation",
        DisplayName = "Resume confirmation",
        Description = "Has a large confirmation that stopped, or its cancellation, go on where it was.",
        Binding = CustomApiBinding.Entity,
        BoundTable = Invoice.Table,
        ExecutePrivilege = "prvWriteInvoice",
        ResponseProperties =
        [
            new()
            {
                Id = new Guid("1c0d4a77-0a2f-4e73-8554-60bdf7a64796"),
                Name = "ConfirmationStatus",
                Description = "What the confirmation status of the invoice is now.",
                Type = CustomApiType.Picklist,
            },
        ],
    };

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var invoice = (EntityReference)call.Context.InputParameters["Target"];
        call.Context.OutputParameters["ConfirmationStatus"] = new OptionSetValue((int)ConfirmationControl.For(call).Resume(invoice.Id));
    }
}
