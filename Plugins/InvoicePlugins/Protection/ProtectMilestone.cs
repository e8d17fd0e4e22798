using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Protection;

/// <summary>Keeps billed milestones as they were billed; only their descriptions and custom columns can be edited by hand.</summary>
public sealed class ProtectMilestone() : PluginBase(Steps)
{
    private const string Before = "Before";

    private static readonly IReadOnlyList<string> ImageColumns = [Milestone.NameColumn, Milestone.StatusColumn];

    private static readonly HashSet<string> Editable =
    [
        Milestone.IdColumn,
        TransactionColumns.Description,
        TransactionColumns.ExternalDescription,
        "msdyn_contractlinedescription",
    ];

    /// <summary>Where this plug-in is registered: within the transaction, so that a confirmation that has just ended counts.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        Step.On("Update", Milestone.Table)
            .PreOperation()
            .Ranked(20)
            .WithPreImage("2d5e1552-715c-498c-92b9-97eb625c10a2", Before, ImageColumns)
            .As(
                "1604b316-84a9-4508-952c-71fc4b86e5a0",
                "Refuses changes of billed milestones by hand, except descriptions and custom columns. No filter: any column of the product "
                    + "counts, those of later versions too."
            ),
        Step.On("Delete", Milestone.Table)
            .PreOperation()
            .Ranked(20)
            .WithPreImage("67a2b8b0-a9b4-458f-88e6-23c45b1b2eb6", Before, ImageColumns)
            .As("6048448c-a1a0-4a39-8ecf-fc8ed5bb89d1", "Refuses to delete billed milestones by hand."),
    ];

    /// <inheritdoc/>
    private protected override void Execute(PluginCall call)
    {
        var milestone = new Milestone(call.Context.PreEntityImages[Before]);
        if (milestone.Status != MilestoneStatus.CustomerInvoicePosted || !Callers.IsDirect(call.Context))
        {
            return;
        }

        var sent = call.Context.InputParameters["Target"] as Entity;
        List<string> columns =
        [
            .. (sent?.Attributes.Keys ?? [])
                .Where(column => !Editable.Contains(column) && !CustomColumns.Has(column))
                .OrderBy(column => column, StringComparer.Ordinal),
        ];
        if ((sent is null || columns.Count > 0) && !Callers.HasRole(call, Callers.DataImport, Callers.FinanceIntegration))
        {
            throw ProtectionErrors
                .MilestoneReadOnly.For(
                    $"Milestone '{milestone.Name ?? milestone.Id.ToString("d")}'",
                    sent is null ? "it cannot be deleted" : string.Join(", ", columns) + " cannot be changed"
                )
                .ToException();
        }
    }
}
