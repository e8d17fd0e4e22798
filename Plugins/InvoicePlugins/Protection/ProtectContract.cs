using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Protection;

/// <summary>
/// Keeps the contract and the contract lines of confirmed invoices: where they are deleted, the platform takes them off invoices, lines and actuals without
/// running any step.
/// </summary>
public sealed class ProtectContract() : PluginBase(Steps)
{
    private const string Contract = "salesorder";
    private const string ContractLine = "salesorderdetail";

    /// <summary>Where this plug-in is registered.</summary>
    public static readonly IReadOnlyList<StepDeclaration> Steps =
    [
        new()
        {
            Id = new Guid("4c738a2c-e921-4fc0-aaa6-3029b278f67c"),
            Message = "Delete",
            Table = Contract,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses to delete a contract that has confirmed invoices.",
        },
        new()
        {
            Id = new Guid("67808cbf-a8f8-486c-881f-f0a17cb3ecd2"),
            Message = "Delete",
            Table = ContractLine,
            Stage = PipelineStage.PreValidation,
            Rank = 20,
            Description = "Refuses to delete a contract line that is on confirmed invoices.",
        },
    ];

    /// <inheritdoc/>
    protected override void Execute(PluginCall call)
    {
        var confirmed = Confirmed();
        if (call.Context.PrimaryEntityName == Contract)
        {
            confirmed.Criteria.AddCondition(Invoice.ContractColumn, ConditionOperator.Equal, call.Context.PrimaryEntityId);
        }
        else
        {
            confirmed.AddLink(InvoiceLine.Table, "invoiceid", InvoiceLine.InvoiceColumn)
                .LinkCriteria.AddCondition(InvoiceLine.ContractLineColumn, ConditionOperator.Equal, call.Context.PrimaryEntityId);
        }

        if (call.System.RetrieveMultiple(confirmed).Entities.FirstOrDefault() is { } invoice)
        {
            var name = call.Context.PrimaryEntityName == Contract ? "contract" : "contract line";
            throw ProtectionErrors.ContractNotDeletable.For(new Invoice(invoice).Number, name).ToException();
        }
    }

    private static QueryExpression Confirmed()
    {
        var query = new QueryExpression(Invoice.Table)
        {
            ColumnSet = new ColumnSet(Invoice.InvoiceNumberColumn, Invoice.ProposalNumberColumn),
            TopCount = 1,
        };
        query.Criteria.AddAnyOf(Invoice.StatusColumn, [(int)ProjectInvoiceStatus.Confirmed, (int)ProjectInvoiceStatus.Paid]);
        query.AddOrder(Invoice.InvoiceNumberColumn, OrderType.Ascending);
        return query;
    }
}
