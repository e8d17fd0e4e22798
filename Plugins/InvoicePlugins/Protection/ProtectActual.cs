using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Protection;

/// <summary>Keeps actuals from being created, changed or deleted by hand. What other logic does within its own operation passes.</summary>
public sealed class ProtectActual() : PluginBase(Steps)
{
    private const string Before = "Before";

    private static readonly IReadOnlyList<string> ImageColumns =
    [
        TransactionColumns.Type,
        TransactionColumns.Class,
        TransactionColumns.Description,
        TransactionColumns.DocumentDate,
        TransactionColumns.Quantity,
        TransactionColumns.Price,
        Actual.BillingStatusColumn,
        Actual.SkipSyncColumn,
    ];

    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Create", Actual.Table).PreValidation().Ranked(20).As("58257573-7718-49e2-963d-29262ed4806d", "Refuses actuals created by hand."),
        Step.On("Update", Actual.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("286d71bb-8c32-4964-a2d5-025e5671e82d", Before, ImageColumns)
            .As(
                "f6475cd1-9132-484a-8a79-09f3bb59cb60",
                "Refuses changes of actuals by hand, except descriptions, custom columns and the billing status of unbilled rows. No filter: "
                    + "any column of the product counts, those of later versions too."
            ),
        Step.On("Delete", Actual.Table)
            .PreValidation()
            .Ranked(20)
            .WithPreImage("dbf92dc3-e017-41be-85af-78dda8a1343a", Before, ImageColumns)
            .As("9e316d77-f81b-4ab6-b12b-a0b0f7f58256", "Refuses to delete actuals by hand."),
        Step.On("Update", Actual.Table)
            .PreOperation()
            .Filter(Actual.BillingStatusColumn)
            .Ranked(20)
            .WithPreImage("fd540726-4b86-4ac0-a644-f04c6205c114", Before, ImageColumns)
            .As(
                "726c556a-186f-41fd-9c65-766f39231349",
                "Refuses, behind the lock of the row, the billing status of an actual that was billed in the meantime."
            ),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var protection = new ActualProtection(() => call.Variables.TimeZone);
        if (call.Context.MessageName == "Create")
        {
            Fault.ThrowIfAny(protection.OfClass(new Actual(call.Target)));
        }

        if (!Callers.IsDirect(call.Context))
        {
            return;
        }

        if (call.Context.Stage == (int)PipelineStage.PreOperation)
        {
            RefuseBehindLock(call, protection);
            return;
        }

        var faults = call.Context.MessageName switch
        {
            "Create" => protection.OfCreate(new Actual(call.Target)),
            "Update" => protection.OfUpdate(new Actual(call.Context.PreEntityImages[Before]), call.Target),
            _ => protection.OfDelete(new Actual(call.Context.PreEntityImages[Before])),
        };
        if (faults.Count > 0 && !Callers.HasRole(call, Callers.DataImport, Callers.FinanceIntegration))
        {
            Fault.ThrowIfAny(faults);
        }
    }

    // The write locks the row; skip sync is the column written, with the value it has, since nobody changes it after the row was made.
    private static void RefuseBehindLock(PluginCall call, ActualProtection protection)
    {
        if (Callers.HasRole(call, Callers.DataImport, Callers.FinanceIntegration))
        {
            return;
        }

        var before = new Actual(call.Context.PreEntityImages[Before]);
        call.System.Update(new Entity(Actual.Table, before.Id) { [Actual.SkipSyncColumn] = before.Entity.GetAttributeValue<bool?>(Actual.SkipSyncColumn) });
        Fault.ThrowIfAny(protection.OfBillingStatus(new Actual(call.System.Retrieve(Actual.Table, before.Id, new ColumnSet([.. ImageColumns]))), call.Target));
    }
}
