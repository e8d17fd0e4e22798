using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Protection;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Delivery;

/// <summary>
/// Carries out <c>pinv_ResendInvoice</c>: has the connector take the message of a confirmed invoice once more. For administrators and the connector itself.
/// </summary>
public sealed class ResendInvoiceApi() : PluginBase(CustomApi)
{
    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("abc8d2d2-bbe6-4587-8edb-64df67daf611"),
        UniqueName = "pinv_ResendInvoice",
        DisplayName = "Resend invoice",
        Description = "Sends a confirmed invoice to finance again. What waits for actuals of other logic is sent once they are all there.",
        Binding = CustomApiBinding.Entity,
        BoundTable = Invoice.Table,
        ResponseProperties =
        [
            new()
            {
                Id = new Guid("4f745b21-b354-4666-9117-26847442c3bf"),
                Name = "MessageStatus",
                Description = "The status of the invoice's integration message: Pending, or Waiting where actuals are still missing.",
                Type = CustomApiType.Picklist,
            },
        ],
    };

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        if (!Callers.HasRole(call, Callers.Administrator, Callers.FinanceIntegration, Callers.SystemAdministrator))
        {
            throw DeliveryErrors.NotAdministrator.For("Resend", Callers.Administrator, Callers.FinanceIntegration, Callers.SystemAdministrator).ToException();
        }

        var invoice = (EntityReference)call.Context.InputParameters["Target"];
        var status = new MessageRelease(call.System).Resend(invoice.Id);
        call.Context.OutputParameters["MessageStatus"] = new OptionSetValue((int)status);
    }
}
