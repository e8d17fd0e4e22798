using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation;

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

        foreach (var fault in limits.SelectMany(limit => OfLimit(invoice, totals.Within(limit), limit)))
        {
            yield return fault;
        }
    }

    // A limit stops what a person raises. Work that was recorded under the contract was checked when it was, and is not held up here by what others have done
    // since.
    private static IEnumerable<Fault> OfLimit(Invoice invoice, LineTotals totals, NotToExceed limit)
    {
        if (totals.Raised == 0 || limit.Limit is not { } most)
        {
            yield break;
        }

        if (limit.Currency != invoice.Currency?.Id)
        {
            yield return LimitErrors.InOtherCurrency.For(invoice.Number, limit.Name);
        }
        else if (limit.Billed + totals.Charged > most)
        {
            yield return LimitErrors.Exceeded.For(invoice.Number, limit.Name, most, limit.Billed, totals.Charged, totals.Raised);
        }
    }
}
