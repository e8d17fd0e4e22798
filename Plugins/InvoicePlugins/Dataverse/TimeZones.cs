using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace InvoicePlugins.Dataverse;

/// <summary>
/// Time zones by their names, and the days in them. Windows, where Dataverse runs plug-ins, knows its own names only, other systems those of the IANA database:
/// here both mean the same everywhere.
/// </summary>
internal static class TimeZones
{
    private const int Step = 15;

    private static readonly Lazy<Dictionary<string, string>> OtherNames = new(ReadOtherNames);

    /// <summary>Finds a time zone.</summary>
    /// <param name="name">Its name in Windows or in the IANA database.</param>
    /// <returns>The time zone; null where there is none of that name.</returns>
    public static TimeZoneInfo? Find(string name) => name == "UTC" ? TimeZoneInfo.Utc : NamesOf(name).Select(Known).FirstOrDefault(zone => zone is not null);

    /// <summary>The day of a moment.</summary>
    /// <param name="moment">The moment in UTC.</param>
    /// <param name="zone">The time zone.</param>
    /// <returns>The day, at midnight.</returns>
    public static DateTime DayOf(DateTime moment, TimeZoneInfo zone) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(moment, DateTimeKind.Utc), zone).Date, DateTimeKind.Utc);

    /// <summary>When a day begins: what a column of behavior UserLocal holds for it.</summary>
    /// <param name="zone">The time zone.</param>
    /// <returns>The moment in UTC.</returns>
    public static DateTime StartOf(DateTime day, TimeZoneInfo zone)
    {
        var start = DateTime.SpecifyKind(day.Date, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(start))
        {
            // Clocks are put forward at midnight: the day begins later.
            start = start.AddMinutes(Step);
        }

        // Clocks are put back over midnight: the day begins with the first of the two.
        return zone.IsAmbiguousTime(start)
            ? DateTime.SpecifyKind(start - zone.GetAmbiguousTimeOffsets(start).Max(), DateTimeKind.Utc)
            : TimeZoneInfo.ConvertTimeToUtc(start, zone);
    }

    private static TimeZoneInfo? Known(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return null;
        }
    }

    // The name itself, what it is called by the others, and what those call it most.
    private static IEnumerable<string> NamesOf(string name)
    {
        yield return name;
        if (OtherNames.Value.TryGetValue(name, out var other))
        {
            yield return other;
            yield return OtherNames.Value[other];
        }
    }

    private static Dictionary<string, string> ReadOtherNames()
    {
        using var reader = new StreamReader(typeof(TimeZones).Assembly.GetManifestResourceStream("WindowsZones.txt")!);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in reader.ReadToEnd().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            var windows = line.Substring(0, line.IndexOf('='));
            var iana = line.Substring(windows.Length + 1).Split(',');
            names[windows] = iana[0];
            foreach (var name in iana.Where(name => name != windows))
            {
                names[name] = windows;
            }
        }

        return names;
    }
}
