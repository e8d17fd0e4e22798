using System;
using System.Runtime.Serialization;

namespace InvoicePlugins.Billing;

/// <summary>What an invoice charges on one contract line, retainers left out.</summary>
[DataContract(Name = "line", Namespace = "")]
public sealed record LineTotals
{
    /// <summary>The contract line; null where a detail stands on none.</summary>
    [DataMember(Name = "id")]
    public Guid? ContractLine { get; init; }

    /// <summary>What is charged, without tax.</summary>
    [DataMember(Name = "charged")]
    public decimal Charged { get; init; }

    /// <summary>By how much people raised it on this invoice: edits upward and what was added by hand. Never negative.</summary>
    [DataMember(Name = "raised")]
    public decimal Raised { get; init; }
}
