using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Retainers;

namespace InvoicePlugins.Billing.Rules;

/// <summary>A retainer that is given back, in full or in part: the open U is reversed, B is negative, and what is left stands in a new negative U.</summary>
internal static class RetainerRefunded
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    /// <param name="before">What is left of the retainer before it.</param>
    /// <returns>The rows, and what is left after it.</returns>
    public static RetainerBilling Bill(BillableDetail detail, BillingTerms terms, RetainerBalance before)
    {
        var rows = new DetailBilling(detail, terms);
        rows.CloseRetainer("U0'", before.Open!);
        rows.Bill("B", before.Open!, rows.Wanted);
        var left = before.Available + rows.Wanted.Amount;
        var rest = left == 0 ? null : rows.KeepRetainer("U2", before.Open!, left);
        return new(rows, before.After(-rows.Wanted.Amount, RetainerStatus.Refunded, rest));
    }
}
