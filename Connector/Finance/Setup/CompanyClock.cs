using TimeZoneConverter;

namespace ProjectInvoice.Finance.Setup;

/// <summary>What day it is where a company keeps its books.</summary>
internal static class CompanyClock
{
    public static DateOnly Today(Company company, TimeProvider clock)
    {
        var zone = (company.TimeZone is { } name ? ZoneOf(name) : null) ?? TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }

    /// <summary>The time zone with an IANA or Windows name, on any system; null: there is none.</summary>
    public static TimeZoneInfo? ZoneOf(string name) => TZConvert.TryGetTimeZoneInfo(name, out var zone) ? zone : null;
}
