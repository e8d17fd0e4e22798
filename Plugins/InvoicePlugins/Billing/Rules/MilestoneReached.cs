using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing.Rules;

/// <summary>A milestone: B alone, and the milestone is billed.</summary>
internal static class MilestoneReached
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public static DetailBilling Bill(BillableDetail detail, BillingTerms terms)
    {
        var rows = new DetailBilling(detail, terms);
        rows.BillDetail("B");
        rows.CloseMilestone();
        return rows;
    }
}
