using System;
using System.Globalization;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Billing;

/// <summary>Writes values of columns as text and reads them back: a letter for the type, and the value.</summary>
internal static class ColumnText
{
    private const string Nothing = "";
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value; null for an empty column.</param>
    /// <returns>The text; the same for values that are equal.</returns>
    /// <exception cref="NotSupportedException">Confirmation changes no columns of this type.</exception>
    public static string Of(object? value) =>
        value switch
        {
            null => Nothing,
            OptionSetValue choice => "c" + choice.Value.ToString(CultureInfo.InvariantCulture),
            Money money => "m" + money.Value.ToString("0.##########", CultureInfo.InvariantCulture),
            EntityReference reference => "l" + reference.LogicalName + ":" + reference.Id.ToString("d"),
            decimal number => "d" + number.ToString("0.##########", CultureInfo.InvariantCulture),
            int number => "i" + number.ToString(CultureInfo.InvariantCulture),
            bool flag => flag ? "b1" : "b0",
            DateTime moment => "t" + moment.ToString(MomentFormat, CultureInfo.InvariantCulture),
            string text => "s" + text,
            _ => throw new NotSupportedException("Columns of type " + value.GetType().Name + " cannot be noted."),
        };

    /// <summary>Reads a value.</summary>
    /// <param name="text">What <see cref="Of"/> has written.</param>
    /// <returns>The value; null for an empty column.</returns>
    /// <exception cref="FormatException">The text is none that was written here.</exception>
    public static object? Read(string text)
    {
        if (text == Nothing)
        {
            return null;
        }

        var value = text.Substring(1);
        return text[0] switch
        {
            'c' => new OptionSetValue(int.Parse(value, CultureInfo.InvariantCulture)),
            'm' => new Money(decimal.Parse(value, CultureInfo.InvariantCulture)),
            'l' => new EntityReference(value.Substring(0, value.IndexOf(':')), Guid.Parse(value.Substring(value.IndexOf(':') + 1))),
            'd' => decimal.Parse(value, CultureInfo.InvariantCulture),
            'i' => int.Parse(value, CultureInfo.InvariantCulture),
            'b' => value == "1",
            't' => DateTime.ParseExact(value, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            's' => value,
            _ => throw new FormatException("Unknown type of column: " + text[0]),
        };
    }
}
