using System.Globalization;

namespace ProjectInvoice.ServiceDefaults.Http;

/// <summary>How long a program lets itself be asked to wait.</summary>
public static class Waits
{
    /// <summary>The longest wait there is, whatever another program or a clock says.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // RFC 9110, 5.6.7: the form in use, and the two old ones that a recipient has to understand.
    private static readonly string[] DateForms = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>What a <c>Retry-After</c> asks for, at most <see cref="Longest"/>; null where it says nothing that can be understood.</summary>
    /// <param name="header">Its value: seconds, with a fraction too, or a date of HTTP.</param>
    /// <param name="now">The present, for a date.</param>
    public static TimeSpan? RetryAfter(string? header, DateTimeOffset now)
    {
        var text = header?.Trim();
        if (
            double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && !double.IsNaN(seconds)
        )
        {
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
        }

        return DateTimeOffset.TryParseExact(
            text,
            DateForms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite,
            out var until
        )
            ? Within(until - now)
            : null;
    }

    /// <summary>A wait that is neither negative nor longer than <see cref="Longest"/>.</summary>
    /// <param name="wait">The wait as it was computed.</param>
    public static TimeSpan Within(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero
        : wait < Longest ? wait
        : Longest;
}
