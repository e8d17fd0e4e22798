using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation;

/// <summary>Tells everything that forbids a confirmation, in one answer, before the transaction begins.</summary>
public sealed class ValidateConfirmation() : PluginBase(Steps)
{
    /// <summary>Where this plug-in is registered. It runs before the protection of confirmed invoices, since its answer is the clearer one.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        new()
        {
            Id = new Guid("c5dc556c-9530-4e38-9d20-d87349ed6a79"),
            Message = "Update",
            Table = Invoice.Table,
            Stage = PipelineStage.PreValidation,
            Mode = ExecutionMode.Synchronous,
            FilteringAttributes = [Invoice.StatusColumn],
            Rank = 10,
            Description = "Checks an invoice that is about to be confirmed, and names every fault of its header and lines.",
        },
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        if (!ConfirmationRequest.IsIn(call))
        {
            return;
        }

        if (InvoiceConfirmation.For(call).Validate(call.Target.Id) == ConfirmationSize.Large)
        {
            ChunkingDecision.Take(call.Context);
        }
    }
}
