using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Retainers;

namespace InvoicePlugins.Billing.Rules;

/// <summary>
/// A retainer of which a part was used is taken back: only what is left, as a refund. What was billed stays billed for the part that was used, so B0 is not
/// reversed, and the refund carries its share of B0's tax.
/// </summary>
internal static class CorrectedPartlyUsedRetainer
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="detail">The corrective detail.</param>
    /// <param name="terms">What holds for the whole confirmation.</param>
    /// <param name="before">What is left of the retainer before it.</param>
    /// <returns>The rows, and what is left after it.</returns>
    public static RetainerBilling Bill(BillableDetail detail, BillingTerms terms, RetainerBalance before)
    {
        var rows = new DetailBilling(detail, terms);
        var billed = Figures.Of(detail.Corrected!.Billed!);
        var left = before.Available;
        var tax = billed.Tax is { } all ? -MoneyRounding.Round(all * left / billed.Amount, terms.Decimals) : (decimal?)null;
        rows.CloseRetainer("U0'", before.Open!);
        rows.Bill("B", before.Open!, new Figures(-1, left, -left, tax, billed.BillingType));
        return new(rows, before.After(left, RetainerStatus.Refunded, rest: null));
    }
}
