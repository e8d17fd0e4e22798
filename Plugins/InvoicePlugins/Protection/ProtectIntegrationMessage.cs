using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Protection;

/// <summary>Keeps integration messages out of people's hands; the connector may tell that it has taken one.</summary>
public sealed class ProtectIntegrationMessage() : PluginBase(Steps)
{
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
            Description = "Refuses integration messages changed by hand.",
        },
        new()
        {
            Id = new Guid("81f1b02b-f0da-4620-aaf3-543ed4afdabe"),
            Message = "Delete",
            Table = IntegrationMessage.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses integration messages deleted by hand.",
        },
    ];

    /// <inheritdoc/>
    protected override void Execute(PluginCall call)
    {
        if (!Callers.IsDirect(call.Context))
        {
            return;
        }

        var mayUpdate = call.Context.MessageName == "Update" && Callers.HasRole(call, Callers.FinanceIntegration);
        if (!mayUpdate)
        {
            var done = call.Context.MessageName switch { "Create" => "created", "Update" => "changed", _ => "deleted" };
            throw ProtectionErrors.MessageReadOnly.For("Integration message " + call.Context.PrimaryEntityId.ToString("d"), done).ToException();
        }
    }
}
