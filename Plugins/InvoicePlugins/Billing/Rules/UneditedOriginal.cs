using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing.Rules;

/// <summary>Time, expense, material or fee billed as it was recorded: U0′ and B. Tax and descriptions of B are the detail's.</summary>
internal static class UneditedOriginal
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public static DetailBilling Bill(BillableDetail detail, BillingTerms terms)
    {
        var rows = new DetailBilling(detail, terms);
        var original = rows.TakeOriginal(BillingStatus.CustomerInvoicePosted);
        rows.Reverse("U0'", original, skipSync: true);
        rows.Bill("B", original, rows.Wanted);
        return rows;
    }
}
