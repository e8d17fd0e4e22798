namespace Finance.SetUp;

/// <summary>What day it is where a company keeps its books.</summary>
internal static class CompanyClock
{
    public static DateOnly Today(Company company, TimeProvider clock)
    {
        var zone = company.TimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) ? found : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }
}
