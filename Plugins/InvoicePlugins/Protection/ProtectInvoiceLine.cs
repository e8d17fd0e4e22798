using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Protection;

/// <summary>Keeps the lines of confirmed invoices as they are.</summary>
public sealed class ProtectInvoiceLine() : PluginBase(Steps)
{
    private const string Before = "Before";

    private static readonly IReadOnlyList<string> ImageColumns = [InvoiceLine.InvoiceColumn];

    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Create", InvoiceLine.Table)
            .PreValidation()
            .Ranked(20)
            .As("348b352d-9a0a-4970-ac70-e22379749774", "Refuses new lines under a confirmed invoice."),
        Step.On("Update", InvoiceLine.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("50380f64-4401-4efa-87df-57298d9cf509", Before, ImageColumns)
            .As(
                "3b06433d-cde3-49aa-ba37-c2f37476403b",
                "Refuses changes of lines of a confirmed invoice. No filter: any column of the product counts, those of later versions too."
            ),
        Step.On("Delete", InvoiceLine.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("6b79ad7a-c9c5-44b2-8aad-a865b9aba0f5", Before, ImageColumns)
            .As("1df8be1c-8d14-4a70-a1ed-b387e75aae46", "Refuses to delete lines of a confirmed invoice."),
        Step.On("Create", InvoiceLine.Table)
            .PreOperation()
            .Ranked(5)
            .As(
                "fddfb1c0-6d8c-44f4-8780-6c6cee6715b5",
                "Refuses, behind the lock of the invoice, new lines under an invoice that was confirmed in the meantime."
            ),
        Step.On("Update", InvoiceLine.Table)
            .PreOperation()
            .Ranked(5)
            .WithPreImage("f3bf6b62-5cff-421c-8f09-aa1180c26fae", Before, ImageColumns)
            .As(
                "1022f624-29a5-407d-b3cc-62d8d29027db",
                "Refuses, behind the lock of the invoice, changes of lines of an invoice that was confirmed in the meantime. No filter: any "
                    + "column of the product counts."
            ),
        Step.On("Delete", InvoiceLine.Table)
            .PreOperation()
            .Ranked(5)
            .WithPreImage("bfe5c331-f95a-476a-946d-2d7a265bf722", Before, ImageColumns)
            .As(
                "5b6e7941-b36a-4021-bc47-849ef69a70ff",
                "Refuses, behind the lock of the invoice, to delete lines of an invoice that was confirmed in the meantime."
            ),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var sent = call.Context.InputParameters["Target"] as Entity;
        call.Context.PreEntityImages.TryGetValue(Before, out var before);
        ConfirmedParent.Refuse(call, "lines", ConfirmedParent.Named(InvoiceLine.InvoiceColumn, sent, before), []);
    }
}
