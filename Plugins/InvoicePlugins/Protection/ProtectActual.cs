using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Protection;

/// <summary>Keeps actuals from being created, changed or deleted by hand. What other logic does within its own operation passes.</summary>
public sealed class ProtectActual() : PluginBase(Steps)
{
    private const string Before = "Before";

    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        new()
        {
            Id = new Guid("58257573-7718-49e2-963d-29262ed4806d"),
            Message = "Create",
            Table = Actual.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses actuals created by hand.",
        },
        new()
        {
            Id = new Guid("f6475cd1-9132-484a-8a79-09f3bb59cb60"),
            Message = "Update",
            Table = Actual.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses changes of actuals by hand, except descriptions, custom columns and the billing status of unbilled rows.",
            Images =
            [
                new()
                {
                    Id = new Guid("286d71bb-8c32-4964-a2d5-025e5671e82d"),
                    Name = Before,
                    Alias = Before,
                    Columns = [TransactionColumns.Type, TransactionColumns.Description, Actual.BillingStatusColumn],
                },
            ],
        },
        new()
        {
            Id = new Guid("9e316d77-f81b-4ab6-b12b-a0b0f7f58256"),
            Message = "Delete",
            Table = Actual.Table,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses to delete actuals by hand.",
        },
    ];

    /// <inheritdoc/>
    protected override void Execute(PluginCall call)
    {
        if (call.Context.MessageName == "Create")
        {
            Fault.ThrowIfAny(ActualProtection.OfClass(new Actual(call.Target)));
        }

        if (!Callers.IsDirect(call.Context))
        {
            return;
        }

        var faults = call.Context.MessageName switch
        {
            "Create" => ActualProtection.OfCreate(new Actual(call.Target)),
            "Update" => ActualProtection.OfUpdate(new Actual(call.Context.PreEntityImages[Before]), call.Target),
            _ => ActualProtection.OfDelete(call.Context.PrimaryEntityId),
        };
        if (faults.Count > 0 && !Callers.HasRole(call, Callers.DataImport, Callers.FinanceIntegration))
        {
            Fault.ThrowIfAny(faults);
        }
    }
}
