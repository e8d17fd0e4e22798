using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation;

/// <summary>
/// Confirms an invoice, in three steps of the update that sets its status. What forbids it is told before the transaction begins. One that is too large for one
/// transaction keeps its status and is scheduled instead. The last step writes what the invoice bills and the message to finance, or the chunks that do it.
/// </summary>
public sealed class ConfirmInvoice() : PluginBase(Steps)
{
    /// <summary>Where this plug-in is registered. It validates before the protection of confirmed invoices, since its answer is the clearer one.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Update", Invoice.Table)
            .PreValidation()
            .Filter(Invoice.StatusColumn)
            .Ranked(10)
            .As("c5dc556c-9530-4e38-9d20-d87349ed6a79", "Checks an invoice that is about to be confirmed, and names every fault of its header and lines."),
        Step.On("Update", Invoice.Table)
            .PreOperation()
            .Filter(Invoice.StatusColumn)
            .Ranked(10)
            .As(
                "84c1bbb5-fc81-43aa-938e-d43f5c544742",
                "Schedules the confirmation of an invoice that is too large for one transaction, and leaves its status as it is."
            ),
        Step.On("Update", Invoice.Table)
            .PostOperation()
            .Filter(Invoice.StatusColumn, Invoice.ConfirmationStatusColumn)
            .Ranked(10)
            .As(
                "4d5a417d-cda8-4417-82a3-618a38d1403c",
                "Creates the billing records of an invoice that is confirmed, and the message to finance, in the same transaction."
            ),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        switch ((PipelineStage)call.Context.Stage)
        {
            case PipelineStage.PreValidation:
                Validate(call);
                break;
            case PipelineStage.PreOperation:
                Schedule(call);
                break;
            default:
                Confirm(call);
                break;
        }
    }

    private static void Validate(PluginCall call)
    {
        if (ConfirmationRequest.IsIn(call) && InvoiceConfirmation.For(call).Validate(call.Target.Id) == ConfirmationSize.Large)
        {
            ChunkingDecision.Take(call.Context);
        }
    }

    private static void Schedule(PluginCall call)
    {
        if (ConfirmationRequest.IsIn(call) && ChunkingDecision.IsTaken(call.Context))
        {
            InvoiceConfirmation.For(call).Schedule(call.Target);
        }
    }

    // What the step before has made of the update carries no status any more, so that only the decision tells it from any other.
    private static void Confirm(PluginCall call)
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
