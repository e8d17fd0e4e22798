using System;
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
        new()
        {
            Id = new Guid("348b352d-9a0a-4970-ac70-e22379749774"),
            Message = "Create",
            Table = InvoiceLine.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses new lines under a confirmed invoice.",
        },
        new()
        {
            Id = new Guid("3b06433d-cde3-49aa-ba37-c2f37476403b"),
            Message = "Update",
            Table = InvoiceLine.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses changes of lines of a confirmed invoice.",
            Images = [new() { Id = new Guid("50380f64-4401-4efa-87df-57298d9cf509"), Name = Before, Alias = Before, Columns = ImageColumns }],
        },
        new()
        {
            Id = new Guid("1df8be1c-8d14-4a70-a1ed-b387e75aae46"),
            Message = "Delete",
            Table = InvoiceLine.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses to delete lines of a confirmed invoice.",
            Images = [new() { Id = new Guid("6b79ad7a-c9c5-44b2-8aad-a865b9aba0f5"), Name = Before, Alias = Before, Columns = ImageColumns }],
        },
    ];

    /// <inheritdoc/>
    protected override void Execute(PluginCall call)
    {
        var sent = call.Context.InputParameters["Target"] as Entity;
        call.Context.PreEntityImages.TryGetValue(Before, out var before);
        ConfirmedParent.Refuse(call, "lines", ConfirmedParent.ByInvoice(InvoiceLine.InvoiceColumn, sent, before));
    }
}
