using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation;

/// <summary>Keeps the status of an invoice that is too large for one transaction, and schedules its confirmation instead.</summary>
public sealed class ScheduleConfirmation() : PluginBase(Steps)
{
    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        new()
        {
            Id = new Guid("84c1bbb5-fc81-43aa-938e-d43f5c544742"),
            Message = "Update",
            Table = Invoice.Table,
            Stage = PipelineStage.PreOperation,
            Mode = ExecutionMode.Synchronous,
            FilteringAttributes = [Invoice.StatusColumn],
            Rank = 10,
            Description = "Schedules the confirmation of an invoice that is too large for one transaction, and leaves its status as it is.",
        },
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        if (!ConfirmationRequest.IsIn(call) || !ChunkingDecision.IsTaken(call.Context))
        {
            return;
        }

        InvoiceConfirmation.For(call).Schedule(call.Target);
    }
}
