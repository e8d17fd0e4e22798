using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Posting;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Withdrawal;

/// <summary>
/// Carries out <c>pinv_RecordWithdrawal</c>: what finance said to the withdrawal of an invoice. For the connector; a repetition changes nothing.
/// </summary>
public sealed class RecordWithdrawalApi() : PluginBase(CustomApi)
{
    private const string WithdrawnParameter = "Withdrawn";
    private const string ReasonParameter = "Reason";

    /// <summary>The message this plug-in carries out.</summary>
    public static readonly CustomApiDeclaration CustomApi = new()
    {
        Id = new Guid("d3c1f6a7-9a54-4a0f-8d3b-5e7b9c1d2f04"),
        UniqueName = "pinv_RecordWithdrawal",
        DisplayName = "Record withdrawal",
        Description = "Records what finance said to the withdrawal of an invoice: nothing of it stands any more, or it stays. May be repeated.",
        Binding = CustomApiBinding.Entity,
        BoundTable = Invoice.Table,
        RequestParameters =
        [
            new()
            {
                Id = new Guid("4c9e0b6d-2a7f-4e63-9d1c-8f3a5b7d6e05"),
                Name = WithdrawnParameter,
                Description = "Yes: nothing of the invoice stands in finance any more. No: finance does not let it go.",
                Type = CustomApiType.Boolean,
            },
            new()
            {
                Id = new Guid("e8f5a1c3-6b2d-4970-a4e8-1c9d7f3b5a06"),
                Name = ReasonParameter,
                Description = "Why finance does not let it go.",
                Type = CustomApiType.String,
                IsOptional = true,
            },
        ],
        ResponseProperties =
        [
            new()
            {
                Id = new Guid("93a7d5e1-0f4c-4b82-b6d9-7e2c8a1f4d07"),
                Name = "ConfirmationStatus",
                Description = "The confirmation status of the invoice after it.",
                Type = CustomApiType.Picklist,
            },
        ],
    };

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        FinanceCaller.Require(call, CustomApi.UniqueName);
        var invoice = ((EntityReference)call.Context.InputParameters["Target"]).Id;
        var withdrawal = InvoiceWithdrawal.For(call);
        call.Context.InputParameters.TryGetValue(ReasonParameter, out var reason);
        var status = call.Context.InputParameters[WithdrawnParameter] is true ? withdrawal.Undo(invoice) : withdrawal.Refuse(invoice, reason as string ?? "");
        call.Context.OutputParameters["ConfirmationStatus"] = new OptionSetValue((int)status);
    }
}
