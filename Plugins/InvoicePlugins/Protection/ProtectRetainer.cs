using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Protection;

/// <summary>
/// Keeps what invoices tell about a retainer (status, used amount, open actual) to the product, and a retainer that was invoiced as it was invoiced. Open ones
/// are edited and deleted freely.
/// </summary>
public sealed class ProtectRetainer() : PluginBase(Steps)
{
    private const string Before = "Before";

    private static readonly IReadOnlyList<string> ImageColumns = [Retainer.NameColumn, Retainer.StatusColumn];

    private static readonly HashSet<string> Own = [Retainer.StatusColumn, Retainer.UsedColumn, Retainer.OpenActualColumn];

    private static readonly HashSet<string> Editable = [Retainer.IdColumn, Retainer.NameColumn, "ownerid"];

    // All columns that people could set, but those that stay editable: an update of others needs no check.
    private static readonly string[] Locked =
    [
        .. Own,
        Retainer.TotalColumn,
        Retainer.ContractColumn,
        Retainer.ContractCustomerColumn,
        Retainer.CurrencyColumn,
        "statecode",
        "statuscode",
    ];

    /// <summary>Where this plug-in is registered: within the transaction, so that a confirmation that has just ended counts.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Create", Retainer.Table)
            .PreOperation()
            .Ranked(20)
            .As("7be30c3e-d5b3-4096-86c9-8c5d3df7fa1b", "Refuses retainers created by hand as invoiced or used."),
        Step.On("Update", Retainer.Table)
            .PreOperation()
            .Filter(Locked)
            .Ranked(20)
            .WithPreImage("f9b795b4-1157-4c42-b90e-c28218086341", Before, ImageColumns)
            .As("51119447-bbf0-4fa0-aef2-a41fb430ef88", "Refuses by hand what invoices tell about a retainer, and changes of one that was invoiced."),
        Step.On("Delete", Retainer.Table)
            .PreOperation()
            .Ranked(20)
            .WithPreImage("424c36fd-2a3b-407c-b3f7-266ab438dab8", Before, ImageColumns)
            .As("030647ff-cb1f-49e1-afd9-02247f94bc10", "Refuses to delete a retainer that was invoiced."),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        if (!Callers.IsDirect(call.Context))
        {
            return;
        }

        call.Context.PreEntityImages.TryGetValue(Before, out var before);
        if (FaultOf(before, call.Context.InputParameters["Target"] as Entity) is { } fault && !Callers.HasRole(call, Callers.DataImport))
        {
            throw fault.ToException();
        }
    }

    private static Fault? FaultOf(Entity? before, Entity? sent)
    {
        var retainer = new Retainer(before ?? sent!);
        var record = $"Retainer '{retainer.Name}'";
        var own = Named(sent, column => Own.Contains(column.Key) && !(before is null && IsAtFirst(column.Key, column.Value)));
        if (own.Length > 0)
        {
            return ProtectionErrors.OwnColumns.For(record, own);
        }

        if (before is null || retainer.Status == RetainerStatus.Open)
        {
            return null;
        }

        var columns = Named(sent, column => !Editable.Contains(column.Key) && !CustomColumns.Has(column.Key));
        return sent is null || columns.Length > 0
            ? ProtectionErrors.RetainerReadOnly.For(
                record,
                retainer.Status.ToString().ToLowerInvariant(),
                sent is null ? "it cannot be deleted" : columns + " cannot be changed"
            )
            : null;
    }

    // A form sends the default values of a new row along.
    private static bool IsAtFirst(string column, object? value) =>
        column switch
        {
            Retainer.StatusColumn => value is null or OptionSetValue { Value: (int)RetainerStatus.Open },
            Retainer.UsedColumn => value is null or Money { Value: 0 },
            _ => value is null,
        };

    private static string Named(Entity? sent, Func<KeyValuePair<string, object>, bool> which) =>
        string.Join(", ", (sent?.Attributes ?? []).Where(which).Select(column => column.Key).OrderBy(column => column, StringComparer.Ordinal));
}
