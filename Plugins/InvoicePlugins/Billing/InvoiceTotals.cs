using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Serialization;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing;

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

    /// <summary>The sum of what is charged, retainers included, without tax.</summary>
    [DataMember(Name = "chargeable")]
    public decimal ChargeableAmount { get; init; }

    /// <summary>The tax on what is charged.</summary>
    [DataMember(Name = "tax")]
    public decimal ChargeableTax { get; init; }

    /// <summary>What of it invoices, applies and refunds retainers, with tax; negative where more is applied and refunded than invoiced.</summary>
    [DataMember(Name = "retainers")]
    public decimal RetainersWithTax { get; init; }

    /// <summary>What is paid by applying retainers, with tax; positive.</summary>
    [DataMember(Name = "applied")]
    public decimal AppliedWithTax { get; init; }

    /// <summary>What is charged on each contract line, in the order of the lines' ids.</summary>
    [DataMember(Name = "lines")]
    public IList<LineTotals> Lines { get; init; } = [];

    /// <summary>The codes of the companies that its details belong to, in capitals and in order; null in notes of an earlier release.</summary>
    [DataMember(Name = "companies", EmitDefaultValue = false)]
    public IList<string>? Companies { get; init; }

    /// <summary>What is charged for work, milestones and fees, with tax: all but retainers.</summary>
    public decimal SalesWithTax => ChargeableAmount + ChargeableTax - RetainersWithTax;

    /// <summary>The totals of some details.</summary>
    /// <param name="facts">The facts of the details, without faults.</param>
    /// <param name="plan">The rows planned for them.</param>
    internal static InvoiceTotals Of(BillingFacts facts, BillingPlan plan)
    {
        var billed = facts.Details.Zip(plan.Details, (detail, rows) => new Billed(detail, Charged(rows))).ToList();
        var retainers = billed.Where(it => it.Detail.Row.Retainer is not null).ToList();

        return new InvoiceTotals
        {
            Details = facts.Details.Count,
            Writes = plan.Writes,
            ChargeableAmount = billed.Sum(it => it.Amount),
            ChargeableTax = billed.Sum(it => it.Tax),
            RetainersWithTax = retainers.Sum(it => it.Amount + it.Tax),
            AppliedWithTax = -retainers
                .Where(it => it.Detail.Row is { RetainerAction: RetainerAction.Apply, IsCorrection: false })
                .Sum(it => it.Amount + it.Tax),
            Lines = Group(billed.Where(it => it.Detail.Row.Retainer is null).SelectMany(LinesOf)),
            Companies = Distinct(facts.Details.Select(detail => detail.Company).OfType<string>()),
        };
    }

    /// <summary>Adds the totals of another part of the invoice.</summary>
    /// <param name="other">The other part.</param>
    /// <returns>The totals of both.</returns>
    public InvoiceTotals Plus(InvoiceTotals other) =>
        new()
        {
            Details = Details + (other ?? throw new ArgumentNullException(nameof(other))).Details,
            Writes = Writes + other.Writes,
            ChargeableAmount = ChargeableAmount + other.ChargeableAmount,
            ChargeableTax = ChargeableTax + other.ChargeableTax,
            RetainersWithTax = RetainersWithTax + other.RetainersWithTax,
            AppliedWithTax = AppliedWithTax + other.AppliedWithTax,
            Lines = Group(Lines.Concat(other.Lines)),
            Companies = Distinct((Companies ?? []).Concat(other.Companies ?? [])),
        };

    /// <summary>What falls under a not-to-exceed limit.</summary>
    /// <param name="limit">The limit; its contract and contract customer are those of the invoice.</param>
    /// <returns>The sums over its contract line, or over all.</returns>
    internal LineTotals Within(NotToExceed limit)
    {
        var lines = Lines.Where(line => limit.ContractLine is null || limit.ContractLine == line.ContractLine).ToList();
        return new LineTotals
        {
            ContractLine = limit.ContractLine,
            Charged = lines.Sum(line => line.Charged),
            Raised = lines.Sum(line => line.Raised),
        };
    }

    private static List<Actual> Charged(DetailBilling rows) =>
        [.. rows.Actuals.Select(row => new Actual(row)).Where(row => row is { Type: TransactionType.BilledSales, BillingType: BillingType.Chargeable })];

    private static IEnumerable<LineTotals> LinesOf(Billed billed) =>
        [
            .. billed.Rows.Select(row => new LineTotals { ContractLine = row.ContractLine, Charged = row.NetAmount }),
            new LineTotals { ContractLine = (billed.Rows.Count > 0 ? billed.Rows[0] : billed.Detail.Original)?.ContractLine, Raised = billed.Raised },
        ];

    private static List<string> Distinct(IEnumerable<string> companies) =>
        [.. companies.Select(company => company.ToUpperInvariant()).Distinct().OrderBy(company => company, StringComparer.Ordinal)];

    private static List<LineTotals> Group(IEnumerable<LineTotals> lines) =>
        [
            .. lines
                .GroupBy(line => line.ContractLine)
                .Select(same => new LineTotals
                {
                    ContractLine = same.Key,
                    Charged = same.Sum(line => line.Charged),
                    Raised = same.Sum(line => line.Raised),
                })
                .Where(line => line.Charged != 0 || line.Raised != 0)
                .OrderBy(line => line.ContractLine),
        ];

    private sealed record Billed(BillableDetail Detail, IReadOnlyList<Actual> Rows)
    {
        public decimal Amount => Rows.Sum(row => row.NetAmount);

        public decimal Tax => Rows.Sum(row => row.TaxAmount ?? 0);

        // A milestone's amount was agreed in the contract and is not raised by billing it. A correction starts from what was billed, which its rows take off
        // again.
        public decimal Raised => Detail.Milestone is not null ? 0 : Math.Max(0, Amount - Before);

        private decimal Before => Detail is { Original: { BillingType: BillingType.Chargeable } original, Row.IsCorrection: false } ? original.NetAmount : 0;
    }
}
