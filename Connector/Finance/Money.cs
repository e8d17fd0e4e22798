using System.Globalization;

namespace ProjectInvoice.Finance;

/// <summary>Decimal money: rounded once, at the currency's decimals, half away from zero.</summary>
internal static class Money
{
    // Dividing by a one of full scale strips trailing zeros, so that 4.00 and 4 are stored, hashed and written alike.
    private const decimal OneOfFullScale = 1.0000000000000000000000000000m;

    private const int MostDigits = 28;

    public static decimal Round(decimal amount, int decimals) => Normalize(Math.Round(amount, decimals, MidpointRounding.AwayFromZero));

    public static decimal Normalize(decimal value) => value / OneOfFullScale;

    /// <summary>
    /// Whether a decimal holds all of a number as it is written: it has 28 digits, and what is beyond them the framework rounds without a word.
    /// </summary>
    /// <param name="text">A number of JSON.</param>
    public static bool IsHeld(ReadOnlySpan<char> text)
    {
        var exponent = text.IndexOfAny('e', 'E');
        var mantissa = (exponent < 0 ? text : text[..exponent]).TrimStart("+-");
        var point = mantissa.IndexOf('.');
        var digits = string.Concat(mantissa[..(point < 0 ? mantissa.Length : point)], point < 0 ? [] : mantissa[(point + 1)..]).TrimEnd('0');
        var power =
            exponent < 0 ? 0
            : int.TryParse(text[(exponent + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) ? given
            : int.MaxValue;
        var before = point < 0 ? mantissa.Length : point;
        return digits.Trim('0').Length == 0 || (digits.TrimStart('0').Length <= MostDigits && (long)digits.Length - before - power <= MostDigits);
    }

    public static bool FitsDecimals(decimal amount, int decimals) => Math.Round(amount, decimals, MidpointRounding.AwayFromZero) == amount;
}
