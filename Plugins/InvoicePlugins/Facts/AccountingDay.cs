using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Facts;

/// <summary>The accounting date of an invoice and of every row that its confirmation makes.</summary>
/// <param name="Day">The day, as the invoice holds it.</param>
/// <param name="Start">When the day begins in <c>pinv_TimeZone</c>, as actuals hold it: their column is of behavior UserLocal.</param>
public sealed record AccountingDay(DateTime Day, DateTime Start)
{
    /// <summary>The invoice's own day, else the day of its confirmation.</summary>
    /// <param name="now">The moment of its confirmation.</param>
    /// <param name="zone">The time zone.</param>
    internal static AccountingDay Of(Invoice invoice, DateTime now, TimeZoneInfo zone)
    {
        var day = invoice.AccountingDate?.Date ?? TimeZones.DayOf(now, zone);
        return new(day, TimeZones.StartOf(day, zone));
    }
}
