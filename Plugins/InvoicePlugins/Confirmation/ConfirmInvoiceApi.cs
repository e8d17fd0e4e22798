using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Confirmation;

/// <summary>
/// Carries out <c>pinv_ConfirmInvoice</c>: sets the status as the form would, with the rights of the caller; the steps of the update do the work.
/// </summary>
public sealed class ConfirmInvoiceApi() : PluginBase(CustomApi)
{
    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("7dfe9228-0ee5-43f1-a9d0-73fe4ba8e34d"),
        UniqueName = "pinv_ConfirmInvoice",
        DisplayName = "Confirm invoice",
        Description = "Confirms a project invoice: creates its billing records and tells finance about it.",
        Binding = CustomApiBinding.Entity,
        BoundTable = Invoice.Table,
        ExecutePrivilege = "prvWriteInvoice",
        ResponseProperties =
        [
            new()
            {
                Id = new Guid("6ce1ad0f-2326-410d-8a87-3c31ad8fcb71"),
                Name = "ConfirmationStatus",
                Description = "How far the confirmation has got: the value of the invoice's confirmation status.",
                Type = CustomApiType.Picklist,
            },
        ],
    };

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var invoice = (EntityReference)call.Context.InputParameters["Target"];
        call.User.Update(new Entity(Invoice.Table, invoice.Id) { [Invoice.StatusColumn] = new OptionSetValue((int)ProjectInvoiceStatus.Confirmed) });

        var confirmed = new Invoice(call.User.Retrieve(Invoice.Table, invoice.Id, new ColumnSet(Invoice.ConfirmationStatusColumn)));
        call.Context.OutputParameters["ConfirmationStatus"] = new OptionSetValue((int)(confirmed.ConfirmationStatus ?? ConfirmationStatus.None));
    }
}
