using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Protection;

/// <summary>Keeps the details of confirmed invoices as they are.</summary>
public sealed class ProtectInvoiceLineDetail() : PluginBase(Steps)
{
    private const string Before = "Before";

    private static readonly IReadOnlyList<string> ImageColumns = [InvoiceLineDetail.InvoiceColumn, InvoiceLineDetail.InvoiceLineColumn];

    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Create", InvoiceLineDetail.Table)
            .PreValidation()
            .Ranked(20)
            .As("822e20bc-01cd-4b5d-91bb-e1c827426f34", "Refuses new invoice line details under a confirmed invoice."),
        Step.On("Update", InvoiceLineDetail.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("fba4a437-4529-4845-ae92-46b1b91f39c2", Before, ImageColumns)
            .As(
                "a33505a8-6afc-46dc-9a06-9a79ef80c2e3",
                "Refuses changes of invoice line details of a confirmed invoice. No filter: any column of the product counts, those of later versions too."
            ),
        Step.On("Delete", InvoiceLineDetail.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("b299b9d1-dae4-4911-8716-d286acf89483", Before, ImageColumns)
            .As("3baa9c3f-6323-48eb-a860-1a10e085cc22", "Refuses to delete invoice line details of a confirmed invoice."),
        Step.On("Create", InvoiceLineDetail.Table)
            .PreOperation()
            .Ranked(5)
            .As(
                "d0d94384-ae16-4d62-b332-b32d25ec1fce",
                "Refuses, behind the lock of the invoice, new invoice line details under an invoice that was confirmed in the meantime."
            ),
        Step.On("Update", InvoiceLineDetail.Table)
            .PreOperation()
            .Ranked(5)
            .WithPreImage("a62f9ce1-b72d-4f71-a2a2-a98e6cf9ffd6", Before, ImageColumns)
            .As(
                "58827ca4-dc49-41d8-9832-6a7610e4fed8",
                "Refuses, behind the lock of the invoice, changes of invoice line details of an invoice that was confirmed in the meantime. No "
                    + "filter: any column of the product counts."
            ),
        Step.On("Delete", InvoiceLineDetail.Table)
            .PreOperation()
            .Ranked(5)
            .WithPreImage("edc93f32-2ed1-4954-b290-ab04d2c5fe1b", Before, ImageColumns)
            .As(
                "4f1853f4-2fe5-4fb7-a82f-22051829e119",
                "Refuses, behind the lock of the invoice, to delete invoice line details of an invoice that was confirmed in the meantime."
            ),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var sent = call.Context.InputParameters["Target"] as Entity;
        call.Context.PreEntityImages.TryGetValue(Before, out var before);
        ConfirmedParent.Refuse(
            call,
            "invoice line details",
            ConfirmedParent.Named(InvoiceLineDetail.InvoiceColumn, sent, before),
            ConfirmedParent.Named(InvoiceLineDetail.InvoiceLineColumn, sent, before)
        );
        if (call.Context is { MessageName: "Update", Stage: (int)PipelineStage.PreOperation })
        {
            TakenDetail.Refuse(call);
        }
    }
}
