using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing.Rules;

/// <summary>A detail added by hand on a fixed-price line: B alone.</summary>
internal static class AddedOnFixedPrice
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public static DetailBilling Bill(BillableDetail detail, BillingTerms terms)
    {
        var rows = new DetailBilling(detail, terms);
        rows.BillDetail("B");
        return rows;
    }
}
