using System;
using System.Linq;
using System.Runtime.Serialization;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation;

/// <summary>
/// What only the whole invoice can tell: sums over its details. They are additive, so that the parts of a large invoice are summed one by one and added up at
/// the end; the order of the parts changes nothing.
/// </summary>
[DataContract(Name = "totals", Namespace = "")]
public sealed record InvoiceTotals
{
    /// <summary>The totals of nothing.</summary>
    public static InvoiceTotals Zero { get; } = new();

    /// <summary>The number of details.</summary>
    [DataMember(Name = "details")]
    public int Details { get; init; }

    /// <summary>The number of rows that have to be written.</summary>
    [DataMember(Name = "writes")]
    public int Writes { get; init; }

    /// <summary>The sum of what is charged, without tax.</summary>
    [DataMember(Name = "chargeable")]
    public decimal ChargeableAmount { get; init; }

    /// <summary>The tax on what is charged.</summary>
    [DataMember(Name = "tax")]
    public decimal ChargeableTax { get; init; }

    /// <summary>The totals of some details.</summary>
    /// <param name="facts">The facts of the details, without faults.</param>
    /// <param name="plan">The rows planned for them.</param>
    /// <returns>The totals.</returns>
    public static InvoiceTotals Of(BillingFacts facts, BillingPlan plan)
    {
        var charged = plan.Details.SelectMany(detail => detail.Actuals).Select(row => new Actual(row))
            .Where(actual => actual is { Type: TransactionType.BilledSales, BillingType: BillingType.Chargeable }).ToList();

        return new InvoiceTotals
        {
            Details = facts.Details.Count,
            Writes = plan.Writes,
            ChargeableAmount = charged.Sum(actual => actual.NetAmount),
            ChargeableTax = charged.Sum(actual => actual.TaxAmount ?? 0),
        };
    }

    /// <summary>Adds the totals of another part of the invoice.</summary>
    /// <param name="other">The other part.</param>
    /// <returns>The totals of both.</returns>
    public InvoiceTotals Plus(InvoiceTotals other) => new()
    {
        Details = Details + (other ?? throw new ArgumentNullException(nameof(other))).Details,
        Writes = Writes + other.Writes,
        ChargeableAmount = ChargeableAmount + other.ChargeableAmount,
        ChargeableTax = ChargeableTax + other.ChargeableTax,
    };
}
