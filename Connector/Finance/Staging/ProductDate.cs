using System.Globalization;

namespace ProjectInvoice.Finance.Staging;

/// <summary>
/// A date as the product writes it. Its date fields are published as Edm.DateTimeOffset, at midnight or, as the product itself answers them, at noon (platform
/// facts 4.1: 1900-01-01T12:00:00Z). Any other time would be lost, so that it is no date. The day is taken as it is written, never moved by a time zone.
/// </summary>
internal static class ProductDate
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Whether it is the day of something: 1900-01-01 is what the product writes for no date, 2154-12-31 what it takes for never.</summary>
    public static bool IsDay(DateOnly date) => date.Year is > 1900 and < 2154;

    /// <exception cref="FinanceRefusal">The date of a request is the day of nothing (<see cref="StagingErrors.NoDay"/>).</exception>
    public static void RequireDay(DateOnly? date, string record, string field)
    {
        if (date is { } day && !IsDay(day))
        {
            throw StagingErrors.NoDay.Refusal(record, field, day.ToString(Day, CultureInfo.InvariantCulture));
        }
    }

    public static bool TryRead(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        return text.Length >= Day.Length
            && DateOnly.TryParseExact(text[..Day.Length], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            && (text.Length == Day.Length || IsWithoutTime(text));
    }

    private static bool IsWithoutTime(ReadOnlySpan<char> text) =>
        text[Day.Length] == 'T'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
        && (moment.TimeOfDay == TimeSpan.Zero || moment.TimeOfDay == TimeSpan.FromHours(12));
}
