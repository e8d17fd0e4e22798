using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Serialization;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Billing;

/// <summary>
/// What a chunk has billed: the rows it created, and what it changed of others. With it the chunk can be taken back exactly, whatever rule made it, and it can
/// be told whether somebody has used or changed any of it since. Pure.
/// </summary>
[DataContract(Name = "billed", Namespace = "")]
public sealed record BillingRecord
{
    /// <summary>The created rows, by table and billing status.</summary>
    [DataMember(Name = "created")]
    public IList<CreatedRows> Created { get; init; } = [];

    /// <summary>The changed rows.</summary>
    [DataMember(Name = "changed")]
    public IList<ChangedRow> Changed { get; init; } = [];

    /// <summary>The record of a plan that is about to be written.</summary>
    /// <param name="before">The rows to be changed, as they stand, with at least the columns to be changed.</param>
    internal static BillingRecord Of(BillingPlan plan, IReadOnlyDictionary<Guid, Entity> before) =>
        new()
        {
            Created =
            [
                .. plan
                    .Details.SelectMany(detail => detail.Actuals)
                    .Concat(plan.Details.SelectMany(detail => detail.Connections))
                    .Concat(plan.Details.SelectMany(detail => detail.Origins))
                    .GroupBy(row => new { row.LogicalName, Status = row.GetAttributeValue<OptionSetValue>(Actual.BillingStatusColumn)?.Value })
                    .Select(same => new CreatedRows
                    {
                        Table = same.Key.LogicalName,
                        BillingStatus = same.Key.Status,
                        Ids = [.. same.Select(row => row.Id)],
                    }),
            ],
            Changed = [.. plan.Details.SelectMany(detail => detail.Changes).Select(change => Of(change, before[change.Id]))],
        };

    private static ChangedRow Of(Entity change, Entity before) =>
        new()
        {
            Table = change.LogicalName,
            Id = change.Id,
            Columns =
            [
                .. change
                    .Attributes.OrderBy(column => column.Key, StringComparer.Ordinal)
                    .Select(column => new ChangedColumn
                    {
                        Name = column.Key,
                        Was = ColumnText.Of(before.GetAttributeValue<object>(column.Key)),
                        Is = ColumnText.Of(column.Value),
                    }),
            ],
        };
}
