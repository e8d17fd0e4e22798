using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Retainers;

/// <summary>
/// In which order the details of one invoice use one retainer: uses that are taken back first, since they make more available; then invoicing, applications,
/// refunds; a retainer is taken back last, since only what nobody used can be. So the order of the lines decides neither what is refused nor what is left.
/// </summary>
internal static class RetainerOrder
{
    /// <summary>The details that concern a retainer, by retainer, each in the order in which they use it.</summary>
    /// <param name="details">The details of an invoice, in any order.</param>
    /// <returns>The details; those whose retainer is unknown are left out.</returns>
    public static IEnumerable<IGrouping<Guid, BillableDetail>> Of(IEnumerable<BillableDetail> details) =>
        details
            .Where(detail => detail.Retainer is not null)
            .OrderBy(Rank)
            .ThenBy(detail => detail.Place.LineNumber)
            .ThenBy(detail => detail.Place.Id)
            .GroupBy(detail => detail.Retainer!.Row.Id);

    private static int Rank(BillableDetail detail) =>
        detail.Row switch
        {
            { IsCorrection: true, RetainerAction: not RetainerAction.Invoice } => 0,
            { IsCorrection: true } => 4,
            { RetainerAction: RetainerAction.Invoice } => 1,
            { RetainerAction: RetainerAction.Apply } => 2,
            _ => 3,
        };
}
