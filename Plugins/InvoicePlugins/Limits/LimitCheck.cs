using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Billing;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using static InvoicePlugins.Limits.LimitErrors;

namespace InvoicePlugins.Limits;

/// <summary>Finds what not-to-exceed limits forbid. Pure.</summary>
internal static class LimitCheck
{
    /// <summary>Checks what people raised against the limits.</summary>
    /// <param name="totals">The totals of all details of the invoice.</param>
    /// <param name="limits">The limits of its contract and contract customer.</param>
    public static IEnumerable<Fault> Of(Invoice invoice, InvoiceTotals totals, IReadOnlyList<NotToExceed> limits) =>
        limits.SelectMany(limit => Of(invoice, totals.Within(limit), limit));

    // A limit stops what a person raises. Work that was recorded under the contract was checked when it was, and is not held up here by what others have done
    // since.
    private static IEnumerable<Fault> Of(Invoice invoice, LineTotals totals, NotToExceed limit)
    {
        if (totals.Raised == 0 || limit.Limit is not { } most)
        {
            yield break;
        }

        if (limit.Currency != invoice.Currency?.Id)
        {
            yield return InOtherCurrency.For(invoice.Number, limit.Name);
        }
        else if (limit.Billed + totals.Charged > most)
        {
            yield return Exceeded.For(invoice.Number, limit.Name, most, limit.Billed, totals.Charged, totals.Raised);
        }
    }
}
