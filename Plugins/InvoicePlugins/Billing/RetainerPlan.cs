using System;
using System.Collections.Generic;
using InvoicePlugins.Billing.Rules;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Retainers;

namespace InvoicePlugins.Billing;

/// <summary>Plans the details that concern retainers: what one leaves of a retainer is what the next finds. Pure.</summary>
internal static class RetainerPlan
{
    /// <summary>Plans the rows of the details that concern a retainer. The last one of each retainer carries the change of its row.</summary>
    /// <param name="details">The details of the invoice, without faults; others are passed over.</param>
    /// <param name="terms">What holds for the whole confirmation.</param>
    /// <returns>The rows by detail.</returns>
    public static IReadOnlyDictionary<Guid, DetailBilling> Of(IReadOnlyList<BillableDetail> details, BillingTerms terms)
    {
        var planned = new Dictionary<Guid, DetailBilling>();
        foreach (var sameRetainer in RetainerOrder.Of(details))
        {
            RetainerBilling? last = null;
            BillableDetail? lastDetail = null;
            foreach (var detail in sameRetainer)
            {
                last = RuleFor(detail, last?.After ?? RetainerBalance.Of(detail.Retainer!), terms);
                lastDetail = detail;
                planned.Add(detail.Row.Id, last.Rows);
            }

            last!.Rows.ChangeRetainer(lastDetail!.Retainer!.Row, last.After);
        }

        return planned;
    }

    private static RetainerBilling RuleFor(BillableDetail detail, RetainerBalance before, BillingTerms terms) =>
        detail.Row switch
        {
            { IsCorrection: true, RetainerAction: RetainerAction.Invoice } when before.Used == 0 => CorrectedUnusedRetainer.Bill(detail, terms, before),
            { IsCorrection: true, RetainerAction: RetainerAction.Invoice } => CorrectedPartlyUsedRetainer.Bill(detail, terms, before),
            { IsCorrection: true } => CorrectedAppliedRetainer.Bill(detail, terms, before),
            { RetainerAction: RetainerAction.Invoice } => RetainerInvoiced.Bill(detail, terms, before),
            { RetainerAction: RetainerAction.Refund } => RetainerRefunded.Bill(detail, terms, before),
            _ when Figures.Of(detail, terms.Decimals).Amount == -before.Available => RetainerAppliedInFull.Bill(detail, terms, before),
            _ => RetainerAppliedInPart.Bill(detail, terms, before),
        };
}
