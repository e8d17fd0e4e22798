using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Facts;

/// <summary>Where a detail stands on its invoice: by line, then by id. Whatever goes through the details of an invoice does so in this order.</summary>
/// <param name="LineNumber">The number of its line; the highest where it stands on no line of the invoice, or the line has none.</param>
/// <param name="Id">The detail.</param>
internal sealed record DetailPlace(int LineNumber, Guid Id)
{
    /// <summary>The place of a detail.</summary>
    /// <param name="line">Its line; null where that is no line of the invoice.</param>
    /// <param name="id">The detail.</param>
    public static DetailPlace Of(InvoiceLine? line, Guid id) => new(line?.LineNumber ?? int.MaxValue, id);

    /// <summary>Whether this comes before another place of the same invoice.</summary>
    /// <param name="other">The other place.</param>
    public bool IsBefore(DetailPlace other) => LineNumber != other.LineNumber ? LineNumber < other.LineNumber : Id.CompareTo(other.Id) < 0;

    /// <summary>Sorts what stands on one invoice.</summary>
    /// <typeparam name="TDetail">The type of the details.</typeparam>
    /// <param name="place">Where a detail stands.</param>
    /// <returns>The details in order.</returns>
    public static IEnumerable<TDetail> Sort<TDetail>(IEnumerable<TDetail> details, Func<TDetail, DetailPlace> place) =>
        details
            .Select(detail => new { Detail = detail, Place = place(detail) })
            .OrderBy(placed => placed.Place.LineNumber)
            .ThenBy(placed => placed.Place.Id)
            .Select(placed => placed.Detail);
}
