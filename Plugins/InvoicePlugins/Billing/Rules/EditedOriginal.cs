using System;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Billing.Rules;

/// <summary>
/// Time, expense, material or fee whose quantity, price or billing type was edited: the original is undone in finance too (U0′ is not skipped), U1 stands in
/// its place and is billed as edited. What a reduction takes away goes on the books as not chargeable (U2), at the original's price. No rows of quantity zero.
/// </summary>
internal static class EditedOriginal
{
    /// <summary>The rows of the detail.</summary>
    /// <param name="terms">What holds for the whole confirmation.</param>
    public static DetailBilling Bill(BillableDetail detail, BillingTerms terms)
    {
        var rows = new DetailBilling(detail, terms);
        var original = rows.TakeOriginal(BillingStatus.Canceled, AdjustmentStatus.Adjusted);
        rows.Reverse("U0'", original, skipSync: false, BillingStatus.Canceled);

        if (rows.Wanted.Quantity != 0)
        {
            ReplaceAndBill(rows, original, rows.Wanted, "1");
        }

        if (Math.Abs(rows.Wanted.Quantity) < Math.Abs(original.Figures.Quantity))
        {
            var rest = original.Figures.RestAfter(rows.Wanted.Quantity, terms.Decimals);
            ReplaceAndBill(rows, original, rest with { BillingType = BillingType.NonChargeable }, "2");
        }

        return rows;
    }

    private static void ReplaceAndBill(DetailBilling rows, PlannedActual original, Figures figures, string ordinal)
    {
        var replacement = rows.Replace("U" + ordinal, original, figures);
        rows.Reverse("U" + ordinal + "'", replacement, skipSync: true);
        rows.Bill("B" + ordinal, replacement, figures);
    }
}
