using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Protection;
using static InvoicePlugins.Revision.RevisionErrors;

namespace InvoicePlugins.Revision;

/// <summary>Finds what forbids a revision. Pure.</summary>
internal static class RevisionCheck
{
    /// <summary>Checks the invoice that is to be revised. Whether finance has posted it does not matter.</summary>
    public static IReadOnlyCollection<Fault> OfInvoice(Invoice invoice) =>
        invoice.Status is not (ProjectInvoiceStatus.Confirmed or ProjectInvoiceStatus.Paid) ? [NotConfirmed.For(invoice.Number)]
        : invoice.ConfirmationStatus == ConfirmationStatus.Withdrawing ? [ProtectionErrors.BeingWithdrawn.For(invoice.Number)]
        : [];

    /// <summary>Checks the draft that is to take the corrections.</summary>
    /// <param name="invoice">The confirmed invoice.</param>
    public static IReadOnlyCollection<Fault> OfDraft(Invoice invoice, Invoice draft)
    {
        if (!draft.IsEditable || draft.State is not (null or InvoiceState.Active))
        {
            return [DraftNotEditable.For(draft.Number)];
        }

        var faults = new List<Fault>();
        if (draft.Contract != invoice.Contract)
        {
            faults.Add(DraftOfOtherContract.For(draft.Number, invoice.Number));
        }

        if (draft.Customer?.Id != invoice.Customer?.Id)
        {
            faults.Add(DraftOfOtherCustomer.For(draft.Number, invoice.Number));
        }

        if (draft.Currency?.Id != invoice.Currency?.Id)
        {
            faults.Add(DraftInOtherCurrency.For(draft.Number, invoice.Number));
        }

        if (draft.ContractCustomer is { } own && invoice.ContractCustomer is { } other && own != other)
        {
            faults.Add(DraftOfOtherContractCustomer.For(draft.Number, invoice.Number));
        }

        return faults;
    }

    /// <summary>Checks the lines of an invoice that is to be revised as a whole.</summary>
    /// <param name="invoice">The confirmed invoice.</param>
    public static IEnumerable<Fault> OfLines(Invoice invoice, IReadOnlyList<InvoiceLine> lines) =>
        lines.Where(line => line.IsProduct).OrderBy(line => line.LineNumber).Select(line => ProductLine.For(RecordName.Of(invoice, line)));

    /// <summary>Checks some of the details that are to be revised.</summary>
    /// <param name="judged">The details, judged one by one.</param>
    /// <param name="areChosen">Whether they were chosen; where the whole invoice is to be revised, those that have nothing left are passed over.</param>
    public static IEnumerable<Fault> OfPart(IReadOnlyList<Revisability> judged, bool areChosen) =>
        judged.Where(detail => detail.Reason is not null && (areChosen || !detail.IsSettled)).Select(detail => detail.Reason!);

    /// <summary>Checks the details that are to be revised.</summary>
    /// <param name="invoice">The confirmed invoice.</param>
    /// <param name="judged">The details, judged one by one.</param>
    /// <param name="chosen">The chosen details; null where all are to be revised.</param>
    public static IReadOnlyCollection<Fault> OfDetails(
        Invoice invoice,
        IReadOnlyList<InvoiceLine> lines,
        IReadOnlyList<Revisability> judged,
        IReadOnlyList<Guid>? chosen
    )
    {
        var known = new HashSet<Guid>(judged.Select(detail => detail.Detail.Row.Id));
        var faults = (chosen ?? [])
            .Where(id => !known.Contains(id))
            .Select(id => DetailUnknown.For(invoice.Number, id))
            .Concat(chosen is null ? OfLines(invoice, lines) : [])
            .Concat(OfPart(judged, chosen is not null))
            .Distinct()
            .ToList();

        return faults.Count == 0 && judged.All(detail => detail.Billed is null) ? [NothingToRevise.For(invoice.Number)] : faults;
    }
}
