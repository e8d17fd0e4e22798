using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing.Rules;

/// <summary>
/// More is billed, or at another price, or with another tax: the billed row is reversed (B0′), and the detail is billed anew (U1, U1′, B1). A reduced fee too:
/// what is taken off a fee is given up, and nobody bills it again.
/// </summary>
internal static class ChangedCorrection
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public static DetailBilling Bill(BillableDetail detail, BillingTerms terms)
    {
        var rows = new DetailBilling(detail, terms);
        var billed = rows.TakeBilled();
        rows.Reverse("B0'", billed, skipSync: false);

        var replacement = rows.Replace("U1", billed, rows.Wanted);
        rows.Reverse("U1'", replacement, skipSync: true);
        rows.Bill("B1", replacement, rows.Wanted);
        return rows;
    }
}
