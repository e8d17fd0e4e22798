using System;
using InvoicePlugins.Billing.Rules;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing;

/// <summary>Which rule a corrective detail follows. Pure.</summary>
internal static class CorrectionRules
{
    /// <summary>The rule of a corrective detail that has been checked.</summary>
    public static Func<BillableDetail, BillingTerms, DetailBilling> For(BillableDetail detail) =>
        detail switch
        {
            { Row.Class: TransactionClass.Milestone } => MilestoneCredit.Bill,
            _ when !HasUnbilledWork(detail) => FixedPriceCorrection.Bill,
            { Row.Quantity: 0 } => FullCredit.Bill,
            { Row.Class: not TransactionClass.Fee } when IsReduced(detail) => ReducedCorrection.Bill,
            _ => ChangedCorrection.Bill,
        };

    // Work on a time-and-material line was unbilled before it was billed, even where the connection that says so was never loaded: crediting it has to make it
    // billable again. Only what was added by hand on a fixed-price line had no unbilled row.
    private static bool HasUnbilledWork(BillableDetail detail) =>
        detail.Corrected!.Unbilled is not null || detail.Line?.BillingMethod == BillingMethod.TimeAndMaterial;

    private static bool IsReduced(BillableDetail detail) => Math.Abs(detail.Row.Quantity.GetValueOrDefault()) < Math.Abs(detail.Corrected!.Billed!.Quantity);
}
