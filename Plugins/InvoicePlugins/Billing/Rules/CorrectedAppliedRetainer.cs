using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Retainers;

namespace InvoicePlugins.Billing.Rules;

/// <summary>
/// A retainer's application, or refund, is taken back: B0′ (positive), and a new negative U, available again. A refund that is taken back has not happened, so
/// the retainer can be applied again; an application that is taken back does not undo a refund that came after it.
/// </summary>
internal static class CorrectedAppliedRetainer
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="detail">The corrective detail.</param>
    /// <param name="terms">What holds for the whole confirmation.</param>
    /// <param name="before">What is left of the retainer before it.</param>
    /// <returns>The rows, and what is left after it.</returns>
    public static RetainerBilling Bill(BillableDetail detail, BillingTerms terms, RetainerBalance before)
    {
        var rows = new DetailBilling(detail, terms);
        var billed = rows.TakeBilled();
        rows.Reverse("B0'", billed, skipSync: false);
        if (before.Open is { } open)
        {
            rows.CloseRetainer("U0'", open);
        }

        var restored = rows.RestoreRetainer("U", billed, before.Open, before.Available - billed.Figures.Amount);
        var status =
            before.Status == RetainerStatus.Refunded && detail.Row.RetainerAction == RetainerAction.Apply ? RetainerStatus.Refunded : RetainerStatus.Invoiced;
        return new(rows, before.After(billed.Figures.Amount, status, restored));
    }
}
