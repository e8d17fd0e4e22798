using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Retainers;

namespace InvoicePlugins.Billing.Rules;

/// <summary>A retainer that nobody has used is taken back whole: B0′, and its open U is reversed. It can be invoiced again.</summary>
internal static class CorrectedUnusedRetainer
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="detail">The corrective detail.</param>
    /// <param name="terms">What holds for the whole confirmation.</param>
    /// <param name="before">What is left of the retainer before it.</param>
    /// <returns>The rows, and what is left after it.</returns>
    public static RetainerBilling Bill(BillableDetail detail, BillingTerms terms, RetainerBalance before)
    {
        var rows = new DetailBilling(detail, terms);
        rows.Reverse("B0'", rows.TakeBilled(), skipSync: false);
        rows.CloseRetainer("U0'", before.Open!);
        return new(rows, before with { Used = 0, Status = RetainerStatus.Open, Open = null });
    }
}
