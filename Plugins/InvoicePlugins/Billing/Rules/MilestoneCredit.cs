using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing.Rules;

/// <summary>
/// A milestone taken back, which is possible only as a whole: the billed row is reversed (B0′), and the milestone is ready for invoicing again.
/// </summary>
internal static class MilestoneCredit
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public static DetailBilling Bill(BillableDetail detail, BillingTerms terms)
    {
        var rows = new DetailBilling(detail, terms);
        rows.Reverse("B0'", rows.TakeBilled(), skipSync: false);
        rows.ReopenMilestone();
        return rows;
    }
}
