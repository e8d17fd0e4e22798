using System.Globalization;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>The day that a date column of Dataverse holds, as finance takes days.</summary>
internal static class CalendarDay
{
    // The range of dates of finance and operations apps (X++ documentation, date data type); its first day stands for no date, as does the first of .NET.
    private static readonly DateOnly NoDate = new(1900, 1, 1);
    private static readonly DateOnly Last = new(2154, 12, 31);
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a date, with or without a time, as the Web API and OData write it.</summary>
    /// <param name="moment">The moment; midnight UTC where there is no time.</param>
    public static bool TryParse(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);

    /// <summary>The day of a moment.</summary>
    /// <param name="moment">As the column holds it, in UTC.</param>
    /// <param name="behavior">What the column means.</param>
    /// <param name="zone">The time zone in which a moment is a day.</param>
    /// <returns>The day; null for no date.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Finance has no such day.</exception>
    public static DateOnly? Of(DateTimeOffset moment, DateTimeBehavior behavior, TimeZoneInfo zone)
    {
        var written = DateOnly.FromDateTime(moment.UtcDateTime);
        if (IsNone(written))
        {
            return null;
        }

        // At either end of the calendar there is no other time zone to look at it in.
        var day =
            behavior == DateTimeBehavior.UserLocal && written.Year is > 1 and < 9999
                ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime)
                : written;
        return IsNone(day) ? null
            : day > NoDate && day <= Last ? day
            : throw new ArgumentOutOfRangeException(nameof(moment));
    }

    /// <summary>A day in the form of a property.</summary>
    /// <param name="property">A property that is a day.</param>
    public static JValue Value(DateOnly day, FinanceProperty property) =>
        new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (property.Type == "Edm.Date" ? "" : "T00:00:00Z"));

    private static bool IsNone(DateOnly day) => day == NoDate || day == DateOnly.MinValue;
}
