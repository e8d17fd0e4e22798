using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using static InvoicePlugins.Revision.RevisionErrors;

namespace InvoicePlugins.Revision;

/// <summary>Whether a detail can be revised, and which of the rows it billed is meant. Pure.</summary>
/// <param name="Billed">The billed row to be corrected; null where there is none.</param>
/// <param name="Reason">Why it cannot be revised; null where it can.</param>
/// <param name="IsSettled">Whether there is nothing left to revise, so that revising the whole invoice passes over it.</param>
internal sealed record Revisability(RevisableDetail Detail, Actual? Billed, Fault? Reason, bool IsSettled)
{
    /// <summary>Judges a detail.</summary>
    /// <param name="invoice">The confirmed invoice.</param>
    public static Revisability Of(Invoice invoice, RevisableDetail detail)
    {
        var record = RecordName.Of(invoice, detail.Line, detail.Row);
        if (detail.Line is { IsProduct: true })
        {
            return Refused(detail, ProductLine.For(record));
        }

        if (detail.Line is null)
        {
            return Refused(detail, DetailWithoutLine.For(record));
        }

        var open = detail.Billed.Where(row => row.Actual.AdjustmentStatus is null).ToList();
        var meant = Meant(detail.Row, open);
        if (meant.Count > 1)
        {
            return Refused(detail, SeveralBilled.For(record, meant.Count));
        }

        if (meant.Count == 1)
        {
            return meant[0].CorrectedOn is { } draft ? Settled(detail, DetailBeingCorrected.For(record, draft)) : new(detail, meant[0].Actual, null, false);
        }

        if (detail.Billed.Any(row => row.Actual.AdjustmentStatus == AdjustmentStatus.Adjusted))
        {
            return Settled(detail, DetailCorrected.For(record));
        }

        // Taken back whole, or reduced to nothing: there never was a row. Any other detail of a confirmed invoice has one.
        return detail.Row.Quantity is null or 0 || open.Count > 0 ? Settled(detail, NothingBilled.For(record)) : Refused(detail, DetailNotBilled.For(record));
    }

    // What was charged is meant. The uncharged rest of a reduction stays where it is; it is told from a detail that was not charged as a whole by its quantity.
    private static List<BilledRow> Meant(InvoiceLineDetail detail, List<BilledRow> open)
    {
        var charged = open.Where(row => row.Actual.BillingType == BillingType.Chargeable).ToList();
        if (charged.Count == 1)
        {
            return charged;
        }

        var fitting = (charged.Count > 1 ? charged : open)
            .Where(row => row.Actual.Quantity != 0 || detail.Quantity == 0)
            .Where(row => row.Actual.Quantity == detail.Quantity && row.Actual.Price == detail.Price)
            .OrderByDescending(row => row.Actual.BillingType == detail.BillingType)
            .ThenBy(row => row.Actual.Id)
            .ToList();

        // Rows that say the same are as good as each other.
        return charged.Count > 1 && fitting.Count != 1 ? charged : [.. fitting.Take(1)];
    }

    private static Revisability Refused(RevisableDetail detail, Fault reason) => new(detail, null, reason, false);

    private static Revisability Settled(RevisableDetail detail, Fault reason) => new(detail, null, reason, true);
}
