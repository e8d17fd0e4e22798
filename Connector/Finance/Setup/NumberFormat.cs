using System.Globalization;

namespace ProjectInvoice.Finance.Setup;

/// <summary>Formats such as INV-######: the one run of # takes the number, filled with zeros.</summary>
internal static class NumberFormat
{
    public static bool IsValid(string format)
    {
        var first = format.IndexOf('#', StringComparison.Ordinal);
        var last = format.LastIndexOf('#');
        return first >= 0 && format.AsSpan(first, last - first + 1).IndexOfAnyExcept('#') < 0 && format.Length <= 20;
    }

    /// <summary>The format whatever the number of its digits.</summary>
    public static string Shape(string format)
    {
        var first = format.IndexOf('#', StringComparison.Ordinal);
        return first < 0 ? format : $"{format[..first]}#{format[(format.LastIndexOf('#') + 1)..]}";
    }

    public static string Apply(string format, long number)
    {
        var first = format.IndexOf('#', StringComparison.Ordinal);
        var digits = format.LastIndexOf('#') - first + 1;
        return string.Concat(format.AsSpan(0, first), number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'), format.AsSpan(first + digits));
    }

    /// <summary>The number in a text of the format; null where the text is of another format.</summary>
    public static long? NumberOf(string format, string text)
    {
        var first = format.IndexOf('#', StringComparison.Ordinal);
        var rest = format.Length - format.LastIndexOf('#') - 1;
        var digits = text.Length - first - rest;
        return
            digits > 0
            && text.StartsWith(format[..first], StringComparison.Ordinal)
            && text.EndsWith(format[^rest..], StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(first, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
