using System.Globalization;
using Finance.Proposals;
using Finance.SetUp;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Posting;

/// <summary>Where the sequence of customer invoices is chronological, an invoice is not dated before the one with the number before.</summary>
internal static class NumbersInOrder
{
    /// <summary>What stands in the way of the invoice date (PINV4237); null where nothing does.</summary>
    public static async Task<Fault?> FaultAsync(FinanceContext context, SetUpCatalogue setUp, InvoiceProposal header, CancellationToken cancellation)
    {
        if (setUp.NumberSequence(header.DataAreaId, NumberReferences.CustomerInvoice) is not { Chronological: true } sequence
            || await NumberSequences.LastAsync(context, sequence, cancellation) is not { } last)
        {
            return null;
        }

        var before = await context.Set<PostedInvoice>().Where(invoice => invoice.DataAreaId == header.DataAreaId && invoice.ProjInvoiceId == last).Select(invoice => (DateOnly?)invoice.InvoiceDate).SingleOrDefaultAsync(cancellation);
        return before > header.PostedInvoiceDate
            ? new Fault("PINV4237", $"The invoice date {Day(header.PostedInvoiceDate!.Value)} is before {Day(before.Value)}, the date of invoice {last}, and the numbers of the sequence follow the order of dates.", "Choose that date or a later one")
            : null;
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
