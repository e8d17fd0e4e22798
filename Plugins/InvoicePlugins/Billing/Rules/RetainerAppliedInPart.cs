using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Retainers;

namespace InvoicePlugins.Billing.Rules;

/// <summary>A retainer of which a part is applied: the open U is reversed, B is negative, and a new negative U holds the rest.</summary>
internal static class RetainerAppliedInPart
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
        var rest = rows.KeepRetainer("U2", before.Open!, before.Available + rows.Wanted.Amount);
        return new(rows, before.After(-rows.Wanted.Amount, RetainerStatus.Invoiced, rest));
    }
}
