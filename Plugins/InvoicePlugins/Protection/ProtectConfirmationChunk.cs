using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Protection;

/// <summary>Keeps confirmation chunks to the product: what a chunk has done, and who carries it out, must not be told by hand.</summary>
public sealed class ProtectConfirmationChunk() : PluginBase(Steps)
{
    private const string Before = "Before";

    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        new()
        {
            Id = new Guid("9f1a2d9e-5e26-435b-8aa9-616088896a5b"),
            Message = "Create",
            Table = ConfirmationChunk.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses confirmation chunks created by hand.",
        },
        new()
        {
            Id = new Guid("916e6f95-4245-40e0-a6d1-bcefc1b0b8af"),
            Message = "Update",
            Table = ConfirmationChunk.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses confirmation chunks changed by hand. No filter: any column counts, those of customers too.",
            Images =
            [
                new()
                {
                    Id = new Guid("6a98c866-63e1-4ca1-bb80-85754b71c136"),
                    Name = Before,
                    Alias = Before,
                    Columns = [ConfirmationChunk.NameColumn],
                },
            ],
        },
        new()
        {
            Id = new Guid("7ef7b93a-941c-4979-b3ac-584a8c4578d4"),
            Message = "Delete",
            Table = ConfirmationChunk.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses confirmation chunks deleted by hand.",
            Images =
            [
                new()
                {
                    Id = new Guid("31f9fbaf-2ce6-400d-bfd4-fa4081c4b665"),
                    Name = Before,
                    Alias = Before,
                    Columns = [ConfirmationChunk.NameColumn],
                },
            ],
        },
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        call.Context.PreEntityImages.TryGetValue(Before, out var before);
        KeptByProduct.Refuse(call, "Confirmation chunk " + new ConfirmationChunk(before ?? call.Target).Name);
    }
}
