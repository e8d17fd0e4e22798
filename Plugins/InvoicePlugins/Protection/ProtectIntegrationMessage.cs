using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Protection;

/// <summary>Keeps integration messages out of people's hands; the connector may tell that it has taken one.</summary>
public sealed class ProtectIntegrationMessage() : PluginBase(Steps)
{
    private const string Before = "Before";

    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        new()
        {
            Id = new Guid("11a3e7e7-4494-4e30-ad49-fdbb2acb14a1"),
            Message = "Create",
            Table = IntegrationMessage.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses integration messages created by hand.",
        },
        new()
        {
            Id = new Guid("e7705a5e-1dd4-428c-a659-836618b925ac"),
            Message = "Update",
            Table = IntegrationMessage.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses integration messages changed by hand. No filter: any column counts, those of customers too.",
            Images =
            [
                new()
                {
                    Id = new Guid("81a8c551-3260-4120-82ef-8e6368ea5ac0"),
                    Name = Before,
                    Alias = Before,
                    Columns = [IntegrationMessage.NameColumn],
                },
            ],
        },
        new()
        {
            Id = new Guid("81f1b02b-f0da-4620-aaf3-543ed4afdabe"),
            Message = "Delete",
            Table = IntegrationMessage.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses integration messages deleted by hand.",
            Images =
            [
                new()
                {
                    Id = new Guid("5b0b90d6-ecb9-4d40-a2d8-737687a7bf9e"),
                    Name = Before,
                    Alias = Before,
                    Columns = [IntegrationMessage.NameColumn],
                },
            ],
        },
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        if (call.Context.MessageName == "Update" && Callers.IsDirect(call.Context) && Callers.HasRole(call, Callers.FinanceIntegration))
        {
            return;
        }

        call.Context.PreEntityImages.TryGetValue(Before, out var before);
        KeptByProduct.Refuse(call, "Integration message " + new IntegrationMessage(before ?? call.Target).Name);
    }
}
