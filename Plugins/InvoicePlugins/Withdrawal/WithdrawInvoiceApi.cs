using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Protection;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Withdrawal;

/// <summary>Carries out <c>pinv_WithdrawInvoice</c>: has a confirmed invoice that finance has not posted become a draft again. For administrators.</summary>
public sealed class WithdrawInvoiceApi() : PluginBase(CustomApi)
{
    private const string ReasonParameter = "Reason";

    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("6a8b6f5e-3f0d-4d8e-9b52-60a1c2f5d8a1"),
        UniqueName = "pinv_WithdrawInvoice",
        DisplayName = "Withdraw invoice",
        Description =
            "Takes back a confirmed invoice that finance has not posted. Finance is asked first; once nothing of it stands there, it is a draft again.",
        Binding = CustomApiBinding.Entity,
        BoundTable = Invoice.Table,
        RequestParameters =
        [
            new()
            {
                Id = new Guid("0e2f7a43-7f8e-4f5f-8a9e-3b1d5a7e9c02"),
                Name = ReasonParameter,
                Description = "Why the invoice is withdrawn.",
                Type = CustomApiType.String,
            },
        ],
        ResponseProperties =
        [
            new()
            {
                Id = new Guid("b7b0d2f9-50d3-4b68-8f0a-2f6d0d1c7e03"),
                Name = "ConfirmationStatus",
                Description = "The confirmation status of the invoice: Withdrawing, until finance has answered.",
                Type = CustomApiType.Picklist,
            },
        ],
    };

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        if (!Callers.HasRole(call, Callers.Administrator))
        {
            throw WithdrawalErrors.NotAdministrator.For("Withdraw", Callers.Administrator).ToException();
        }

        var invoice = (EntityReference)call.Context.InputParameters["Target"];
        call.Context.InputParameters.TryGetValue(ReasonParameter, out var reason);
        call.Context.OutputParameters["ConfirmationStatus"] = new OptionSetValue((int)InvoiceWithdrawal.For(call).Begin(invoice.Id, reason as string));
    }
}
