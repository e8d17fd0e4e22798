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
        Step.On("Create", IntegrationMessage.Table)
            .PreValidation()
            .Ranked(20)
            .As("11a3e7e7-4494-4e30-ad49-fdbb2acb14a1", "Refuses integration messages created by hand."),
        Step.On("Update", IntegrationMessage.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("81a8c551-3260-4120-82ef-8e6368ea5ac0", Before, [IntegrationMessage.NameColumn])
            .As("e7705a5e-1dd4-428c-a659-836618b925ac", "Refuses integration messages changed by hand. No filter: any column counts, those of customers too."),
        Step.On("Delete", IntegrationMessage.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("5b0b90d6-ecb9-4d40-a2d8-737687a7bf9e", Before, [IntegrationMessage.NameColumn])
            .As("81f1b02b-f0da-4620-aaf3-543ed4afdabe", "Refuses integration messages deleted by hand."),
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
