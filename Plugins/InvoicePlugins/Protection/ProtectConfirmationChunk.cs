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
        Step.On("Create", ConfirmationChunk.Table)
            .PreValidation()
            .Ranked(20)
            .As("9f1a2d9e-5e26-435b-8aa9-616088896a5b", "Refuses confirmation chunks created by hand."),
        Step.On("Update", ConfirmationChunk.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("6a98c866-63e1-4ca1-bb80-85754b71c136", Before, [ConfirmationChunk.NameColumn])
            .As("916e6f95-4245-40e0-a6d1-bcefc1b0b8af", "Refuses confirmation chunks changed by hand. No filter: any column counts, those of customers too."),
        Step.On("Delete", ConfirmationChunk.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("31f9fbaf-2ce6-400d-bfd4-fa4081c4b665", Before, [ConfirmationChunk.NameColumn])
            .As("7ef7b93a-941c-4979-b3ac-584a8c4578d4", "Refuses confirmation chunks deleted by hand."),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        call.Context.PreEntityImages.TryGetValue(Before, out var before);
        KeptByProduct.Refuse(call, "Confirmation chunk " + new ConfirmationChunk(before ?? call.Target).Name);
    }
}
