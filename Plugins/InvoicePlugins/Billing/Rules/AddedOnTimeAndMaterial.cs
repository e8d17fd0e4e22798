using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing.Rules;

/// <summary>A detail added by hand on a time-and-material line: U, U′ and B.</summary>
internal static class AddedOnTimeAndMaterial
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public static DetailBilling Bill(BillableDetail detail, BillingTerms terms)
    {
        var rows = new DetailBilling(detail, terms);
        var unbilled = rows.Add("U");
        rows.Reverse("U'", unbilled, skipSync: true);
        rows.Bill("B", unbilled, rows.Wanted);
        return rows;
    }
}
