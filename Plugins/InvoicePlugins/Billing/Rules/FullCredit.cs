using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing.Rules;

/// <summary>
/// Time, expense, material or fee taken back whole: the billed row is reversed (B0′), and the work becomes billable again (U), as it was before it was billed.
/// </summary>
internal static class FullCredit
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public static DetailBilling Bill(BillableDetail detail, BillingTerms terms)
    {
        var rows = new DetailBilling(detail, terms);
        var billed = rows.TakeBilled();
        var work = rows.WorkBehind(billed);
        rows.Reverse("B0'", billed, skipSync: false);
        rows.Restore("U", billed, work, work.Figures);
        return rows;
    }
}
