using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Carries out <c>pinv_CancelConfirmation</c>: stops a large confirmation and takes back what it has billed.</summary>
public sealed class CancelConfirmationApi() : PluginBase(CustomApi)
{
    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("b80d751f-6c1a-43ac-b75c-b33c1c481d86"),
        UniqueName = "pinv_CancelConfirmation",
        DisplayName = "Cancel confirmation",
        Description = "Stops a large confirmation and takes back what it has billed.",
        Binding = CustomApiBinding.Entity,
        BoundTable = Invoice.Table,
        ExecutePrivilege = "prvWriteInvoice",
        ResponseProperties =
        [
            new()
            {
                Id = new Guid("d4582d55-14ff-48cc-8ff3-ff7cdaa93cf0"),
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
        call.Context.OutputParameters["ConfirmationStatus"] = new OptionSetValue((int)ConfirmationControl.For(call).Cancel(invoice.Id));
    }
}
