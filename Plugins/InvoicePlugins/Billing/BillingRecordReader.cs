using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Billing;

/// <summary>Makes the record of a plan that is about to be written.</summary>
/// <param name="service">Reads with all rights.</param>
internal sealed class BillingRecordReader(IOrganizationService service)
{
    /// <summary>Reads what the plan is about to change, and makes the record.</summary>
    public BillingRecord Read(BillingPlan plan) => BillingRecord.Of(plan, ReadBefore(plan));

    // The rows are written with the version the plan knows, so nobody comes between this reading and that writing unnoticed.
    private Dictionary<Guid, Entity> ReadBefore(BillingPlan plan) =>
        plan
            .Details.SelectMany(detail => detail.Changes)
            .GroupBy(change => change.LogicalName)
            .SelectMany(same =>
                service.ReadByIds(same.Key, [.. same.Select(change => change.Id)], [.. same.SelectMany(change => change.Attributes.Keys).Distinct()])
            )
            .ToDictionary(row => row.Id);
}
