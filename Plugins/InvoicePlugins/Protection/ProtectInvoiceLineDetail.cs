using System;
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
        new()
        {
            Id = new Guid("822e20bc-01cd-4b5d-91bb-e1c827426f34"),
            Message = "Create",
            Table = InvoiceLineDetail.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses new invoice line details under a confirmed invoice.",
        },
        new()
        {
            Id = new Guid("a33505a8-6afc-46dc-9a06-9a79ef80c2e3"),
            Message = "Update",
            Table = InvoiceLineDetail.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description =
                "Refuses changes of invoice line details of a confirmed invoice. No filter: any column of the product counts, those of later versions too.",
            Images =
            [
                new()
                {
                    Id = new Guid("fba4a437-4529-4845-ae92-46b1b91f39c2"),
                    Name = Before,
                    Alias = Before,
                    Columns = ImageColumns,
                },
            ],
        },
        new()
        {
            Id = new Guid("3baa9c3f-6323-48eb-a860-1a10e085cc22"),
            Message = "Delete",
            Table = InvoiceLineDetail.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses to delete invoice line details of a confirmed invoice.",
            Images =
            [
                new()
                {
                    Id = new Guid("b299b9d1-dae4-4911-8716-d286acf89483"),
                    Name = Before,
                    Alias = Before,
                    Columns = ImageColumns,
                },
            ],
        },
        new()
        {
            Id = new Guid("d0d94384-ae16-4d62-b332-b32d25ec1fce"),
            Message = "Create",
            Table = InvoiceLineDetail.Table,
            Stage = PipelineStage.PreOperation,
            Rank = 5,
            Description = "Refuses, behind the lock of the invoice, new invoice line details under an invoice that was confirmed in the meantime.",
        },
        new()
        {
            Id = new Guid("58827ca4-dc49-41d8-9832-6a7610e4fed8"),
            Message = "Update",
            Table = InvoiceLineDetail.Table,
            Stage = PipelineStage.PreOperation,
            Rank = 5,
            Description =
                "Refuses, behind the lock of the invoice, changes of invoice line details of an invoice that was confirmed in the meantime. No "
                + "filter: any column of the product counts.",
            Images =
            [
                new()
                {
                    Id = new Guid("a62f9ce1-b72d-4f71-a2a2-a98e6cf9ffd6"),
                    Name = Before,
                    Alias = Before,
                    Columns = ImageColumns,
                },
            ],
        },
        new()
        {
            Id = new Guid("4f1853f4-2fe5-4fb7-a82f-22051829e119"),
            Message = "Delete",
            Table = InvoiceLineDetail.Table,
            Stage = PipelineStage.PreOperation,
            Rank = 5,
            Description = "Refuses, behind the lock of the invoice, to delete invoice line details of an invoice that was confirmed in the meantime.",
            Images =
            [
                new()
                {
                    Id = new Guid("edc93f32-2ed1-4954-b290-ab04d2c5fe1b"),
                    Name = Before,
                    Alias = Before,
                    Columns = ImageColumns,
                },
            ],
        },
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
