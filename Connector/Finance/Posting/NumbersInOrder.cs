using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Posting;

/// <summary>
/// Where the sequence of customer invoices is chronological, an invoice is not dated before the one with the number before, nor after the one with the number
/// behind.
/// </summary>
internal static class NumbersInOrder
{
    /// <summary>What stands in the way of the invoice date; null where nothing does.</summary>
    public static async Task<Fault?> FaultAsync(
        FinanceContext context,
        SetupCatalog setUp,
        ReadyInvoice invoice,
        string? wanted,
        CancellationToken cancellation
    )
    {
        if (setUp.NumberSequence(invoice.Header.DataAreaId, NumberReferences.CustomerInvoice) is not { Chronological: true } sequence)
        {
            return null;
        }

        var invoices = context.Set<PostedInvoice>().Where(posted => posted.DataAreaId == invoice.Header.DataAreaId);
        if (wanted is not null)
        {
            return await AmongAsync(invoices, wanted, invoice.InvoiceDate, cancellation);
        }

        var last = await NumberSequences.LastAsync(context, sequence, cancellation);
        var before = await invoices.Where(posted => posted.ProjInvoiceId == last).SingleOrDefaultAsync(cancellation);
        return before?.InvoiceDate > invoice.InvoiceDate ? Disorder(PostingErrors.DatedBefore, invoice.InvoiceDate, before) : null;
    }

    // A number that a restore has cost stands between others.
    private static async Task<Fault?> AmongAsync(IQueryable<PostedInvoice> invoices, string wanted, DateOnly date, CancellationToken cancellation)
    {
        var before = await invoices
            .Where(invoice =>
                invoice.ProjInvoiceId.Length < wanted.Length || (invoice.ProjInvoiceId.Length == wanted.Length && invoice.ProjInvoiceId.CompareTo(wanted) < 0)
            )
            .OrderByDescending(invoice => invoice.ProjInvoiceId.Length)
            .ThenByDescending(invoice => invoice.ProjInvoiceId)
            .FirstOrDefaultAsync(cancellation);
        var behind = await invoices
            .Where(invoice =>
                invoice.ProjInvoiceId.Length > wanted.Length || (invoice.ProjInvoiceId.Length == wanted.Length && invoice.ProjInvoiceId.CompareTo(wanted) > 0)
            )
            .OrderBy(invoice => invoice.ProjInvoiceId.Length)
            .ThenBy(invoice => invoice.ProjInvoiceId)
            .FirstOrDefaultAsync(cancellation);
        return before?.InvoiceDate > date ? Disorder(PostingErrors.DatedBefore, date, before)
            : behind?.InvoiceDate < date ? Disorder(PostingErrors.DatedAfter, date, behind)
            : null;
    }

    private static Fault Disorder(ErrorCode error, DateOnly date, PostedInvoice other) => error.Found(Day(date), Day(other.InvoiceDate), other.ProjInvoiceId);

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
