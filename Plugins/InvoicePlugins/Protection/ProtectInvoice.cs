using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Protection;

/// <summary>Keeps confirmed invoices as they were confirmed, and the product's own columns out of people's hands.</summary>
public sealed class ProtectInvoice() : PluginBase(Steps)
{
    private const string Before = "Before";

    private static readonly IReadOnlyList<string> ImageColumns =
    [
        .. Invoice.EditabilityColumns,
        Invoice.InvoiceNumberColumn,
        Invoice.ProposalNumberColumn,
        Invoice.ContractCustomerColumn,
        Invoice.AccountingDateColumn,
    ];

    /// <summary>Where this plug-in is registered. An update has no filter: any column of a confirmed invoice counts.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Create", Invoice.Table)
            .PreValidation()
            .Ranked(20)
            .As("6c551f92-a1b0-43b9-a4be-31eaae30d020", "Refuses invoices that are created as confirmed."),
        Step.On("Update", Invoice.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("5bff2d65-ebef-4f4d-86db-482018b05055", Before, ImageColumns)
            .As(
                "3c467cce-d640-404a-bf0e-72c5834f8862",
                "Refuses changes of a confirmed invoice, except to Invoice Paid. No filter: any column of the product counts, those of later versions too."
            ),
        Step.On("Delete", Invoice.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("3459d710-66d7-444a-b9e1-9784df6ece1e", Before, ImageColumns)
            .As("03c3abe8-4401-4b82-b925-a9b746fc139e", "Refuses to delete a confirmed invoice."),
        Step.On("Update", Invoice.Table)
            .PreOperation()
            .Ranked(5)
            .WithPreImage("366f3ce4-f034-4884-88cd-5ddbc6018fb3", Before, ImageColumns)
            .As(
                "34e0ed3e-d98f-4821-a870-7832e1b5d14c",
                "Refuses, behind the lock of the row, changes of an invoice that was confirmed in the meantime. No filter: any column of the product counts."
            ),
        Step.On("Delete", Invoice.Table)
            .PreOperation()
            .Ranked(5)
            .WithPreImage("993428c7-c165-4a0b-b9f1-6d96c77a3c59", Before, ImageColumns)
            .As("e4439d5d-280f-4724-92f9-2d9501b7559f", "Refuses, behind the lock of the row, to delete an invoice that was confirmed in the meantime."),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        if (Callers.IsProduct(call.Context))
        {
            return;
        }

        if (call.Context.Stage == (int)PipelineStage.PreOperation)
        {
            RefuseBehindLock(call);
            return;
        }

        var isDirect = Callers.IsDirect(call.Context);
        switch (call.Context.MessageName)
        {
            case "Create":
                Fault.ThrowIfAny(InvoiceProtection.OfCreate(new Invoice(call.Target), () => Callers.HasRole(call, Callers.DataImport)));
                break;
            case "Update":
                var before = new Invoice(call.Context.PreEntityImages[Before]);
                Fault.ThrowIfAny(
                    InvoiceProtection.OfUpdate(before, call.Target, isDirect, () => Callers.HasRole(call, Callers.FinanceIntegration, Callers.DataImport))
                );
                break;
            default:
                Fault.ThrowIfAny(InvoiceProtection.OfDelete(new Invoice(call.Context.PreEntityImages[Before])));
                break;
        }
    }

    private static void RefuseBehindLock(PluginCall call)
    {
        var isDelete = call.Context.MessageName == "Delete";

        // A confirmation is checked again by itself, after it has written the row; what follows an update of the same row is behind its lock already.
        if (
            !isDelete
            && (Callers.IsAfterUpdateOfSameRow(call.Context) || new Invoice(call.Target).AsksForConfirmation || !InvoiceProtection.Concerns(call.Target))
        )
        {
            return;
        }

        var record = new Invoice(call.Context.PreEntityImages[Before]).Number;
        var invoice = DraftLock.Hold(call, [call.Context.PrimaryEntityId], record).Single();
        Fault.ThrowIfAny(
            isDelete ? InvoiceProtection.OfDelete(invoice) : InvoiceProtection.OfUpdate(invoice, call.Target, Callers.IsDirect(call.Context), () => true)
        );
    }
}
