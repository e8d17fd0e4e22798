using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation;

/// <summary>
/// Confirms an invoice: writes what it bills and the message to finance, in the transaction that sets the status. Where that is too much, writes the chunks
/// that do it.
/// </summary>
public sealed class ConfirmInvoice() : PluginBase(Steps)
{
    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        new()
        {
            Id = new Guid("4d5a417d-cda8-4417-82a3-618a38d1403c"),
            Message = "Update",
            Table = Invoice.Table,
            Stage = PipelineStage.PostOperation,
            Mode = ExecutionMode.Synchronous,
            FilteringAttributes = [Invoice.StatusColumn, Invoice.ConfirmationStatusColumn],
            Rank = 10,
            Description = "Creates the billing records of an invoice that is confirmed, and the message to finance, in the same transaction.",
        },
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        if (ChunkingDecision.IsTaken(call.Context))
        {
            if (new Invoice(call.Target).ConfirmationStatus == ConfirmationStatus.Scheduled)
            {
                InvoiceConfirmation.For(call).Begin(call.Target.Id);
            }
        }
        else if (ConfirmationRequest.IsIn(call))
        {
            InvoiceConfirmation.For(call).Confirm(call.Target.Id);
        }
    }
}
