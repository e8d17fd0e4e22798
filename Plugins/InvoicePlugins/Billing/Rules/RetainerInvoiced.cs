using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Retainers;

namespace InvoicePlugins.Billing.Rules;

/// <summary>An advance or retainer that is invoiced: B, and a negative U of the same amount, to be used later.</summary>
internal static class RetainerInvoiced
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    /// <param name="before">What is left of the retainer before it.</param>
    /// <returns>The rows, and what is left after it.</returns>
    public static RetainerBilling Bill(BillableDetail detail, BillingTerms terms, RetainerBalance before)
    {
        var rows = new DetailBilling(detail, terms);
        rows.BillDetail("B");
        var open = rows.OpenRetainer("U");
        return new(rows, before with { Total = rows.Wanted.Amount, Used = 0, Status = RetainerStatus.Invoiced, Open = open });
    }
}
