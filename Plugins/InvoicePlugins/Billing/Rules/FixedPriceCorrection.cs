using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing.Rules;

/// <summary>
/// What was added by hand on a fixed-price line: the billed row is reversed (B0′) and, where something is left, billed anew (B1). It had no unbilled row, so
/// none comes back.
/// </summary>
internal static class FixedPriceCorrection
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public static DetailBilling Bill(BillableDetail detail, BillingTerms terms)
    {
        var rows = new DetailBilling(detail, terms);
        var billed = rows.TakeBilled();
        rows.Reverse("B0'", billed, skipSync: false);
        if (rows.Wanted.Quantity != 0)
        {
            rows.BillAgain("B1", billed);
        }

        return rows;
    }
}
