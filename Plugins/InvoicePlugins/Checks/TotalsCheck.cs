using System.Collections.Generic;
using InvoicePlugins.Billing;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Limits;
using InvoicePlugins.Retainers;

namespace InvoicePlugins.Checks;

/// <summary>Finds what the totals of a whole invoice forbid. Pure.</summary>
internal static class TotalsCheck
{
    /// <summary>Checks its companies, what is applied against what is charged, and what was raised against the limits.</summary>
    /// <param name="totals">The totals of all its details.</param>
    /// <param name="limits">The limits of its contract and contract customer.</param>
    public static IEnumerable<Fault> Of(Invoice invoice, InvoiceTotals totals, IReadOnlyList<NotToExceed> limits)
    {
        // Details of one part of a large invoice are compared with each other as they are checked.
        if (totals.Companies is { Count: > 1 } companies)
        {
            yield return FormErrors.CompaniesDiffer.For(invoice.Number, string.Join(", ", companies));
        }

        if (totals.AppliedWithTax > 0 && totals.AppliedWithTax > totals.SalesWithTax)
        {
            yield return RetainerErrors.ExceedChargeable.For(invoice.Number, totals.AppliedWithTax, totals.SalesWithTax);
        }

        foreach (var fault in LimitCheck.Of(invoice, totals, limits))
        {
            yield return fault;
        }
    }
}
