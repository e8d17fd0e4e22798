using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace InvoicePlugins.Chunks;

/// <summary>Writes faults for people to read, one a line, into a column of limited length.</summary>
internal static class FaultLines
{
    /// <summary>What the invoice's last error takes.</summary>
    public const int LastErrorLength = 4000;

    /// <summary>What the faults of a chunk take.</summary>
    public const int FaultsLength = 1048576;

    // Room for the line that says how many more there are.
    private const int Reserve = 40;

    /// <summary>Joins what fits, and says how many lines do not.</summary>
    /// <param name="length">The length of the column.</param>
    /// <returns>The lines; null where there is none.</returns>
    public static string? Of(IReadOnlyCollection<object> faults, int length) => faults.Count == 0 ? null : Fit(string.Join("\n", faults), length);

    /// <summary>Cuts lines that do not fit, and says how many.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="length">The length of the column.</param>
    public static string Fit(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = text.LastIndexOf('\n', length - Reserve);
        if (end < 0)
        {
            return text.Substring(0, length);
        }

        var left = text.Skip(end + 1).Count(character => character == '\n') + 1;
        return text.Substring(0, end) + string.Format(CultureInfo.InvariantCulture, "\nand {0} more", left);
    }
}
