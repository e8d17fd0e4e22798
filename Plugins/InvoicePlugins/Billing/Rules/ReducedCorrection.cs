using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing.Rules;

/// <summary>
/// Time, expense or material of which less is billed after all: the billed row is reversed (B0′), what is left is billed anew (U1, U1′, B1, at the detail's
/// price), and the rest becomes billable again (U2), chargeable as it was and at its old price.
/// </summary>
internal static class ReducedCorrection
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public static DetailBilling Bill(BillableDetail detail, BillingTerms terms)
    {
        var rows = new DetailBilling(detail, terms);
        var billed = rows.TakeBilled();
        var work = rows.WorkBehind(billed);
        rows.Reverse("B0'", billed, skipSync: false);

        var replacement = rows.Replace("U1", billed, rows.Wanted);
        rows.Reverse("U1'", replacement, skipSync: true);
        rows.Bill("B1", replacement, rows.Wanted);

        rows.Restore("U2", billed, work, work.Figures.RestAfter(rows.Wanted.Quantity, terms.Decimals));
        return rows;
    }
}
