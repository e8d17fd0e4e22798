using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Billing.Rules;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing;

/// <summary>The rows a confirmation writes, computed from facts that have been checked. Pure.</summary>
/// <param name="Details">The rows of each detail.</param>
internal sealed record BillingPlan(IReadOnlyList<DetailBilling> Details)
{
    /// <summary>How many rows have to be written.</summary>
    public int Writes => Details.Sum(detail => detail.Writes);

    /// <summary>Plans the rows of an invoice.</summary>
    /// <param name="facts">The facts, without faults.</param>
    /// <param name="accountingDate">When the accounting day of every row made begins.</param>
    public static BillingPlan Of(BillingFacts facts, DateTime accountingDate)
    {
        var terms = new BillingTerms(facts.Invoice, accountingDate, facts.Invoice.CurrencyDecimals!.Value, facts.ContractCustomer);
        var retainers = RetainerPlan.Of(facts.Details, terms);
        return new([.. facts.Details.Select(detail => retainers.TryGetValue(detail.Row.Id, out var rows) ? rows : RuleFor(detail)(detail, terms))]);
    }

    private static Func<BillableDetail, BillingTerms, DetailBilling> RuleFor(BillableDetail detail) =>
        detail switch
        {
            { Corrected: not null } => CorrectionRules.For(detail),
            { Row.Class: TransactionClass.Milestone } => MilestoneReached.Bill,
            { Original: not null, IsEdited: false } => UneditedOriginal.Bill,
            { Original: not null } => EditedOriginal.Bill,
            { Line.BillingMethod: BillingMethod.FixedPrice } => AddedOnFixedPrice.Bill,
            _ => AddedOnTimeAndMaterial.Bill,
        };
}
