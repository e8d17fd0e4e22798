using System.Globalization;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Storage;

/// <summary>Brings the value of a condition or of a key to the form in which the column is stored and indexed (lookups: the id).</summary>
internal static class ConditionValue
{
    public static object? Convert(TableMetadata table, ColumnMetadata column, object? value)
    {
        try
        {
            return ConvertUnchecked(column, value);
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or OverflowException)
        {
            throw DataverseFault.InvalidArgument($"The value '{value}' of a condition on '{column.LogicalName}' of '{table.LogicalName}' is no {column.Type}.");
        }
    }

    private static object? ConvertUnchecked(ColumnMetadata column, object? value)
    {
        if (value is null)
        {
            return null;
        }

        switch (column.Type)
        {
            case ColumnType.Uniqueidentifier:
                return ToGuid(value);
            case ColumnType.Lookup or ColumnType.Owner or ColumnType.Customer:
                return ToGuid(value);
            case ColumnType.String or ColumnType.Memo:
                return value is string text ? text
                    : value is Guid guid ? guid.ToString("d")
                    : System.Convert.ToString(value, CultureInfo.InvariantCulture);
            case ColumnType.Integer or ColumnType.Picklist or ColumnType.State or ColumnType.Status or ColumnType.MultiSelectPicklist:
                return value is OptionSetValue option ? option.Value
                    : value is string label && !int.TryParse(label, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? FromLabel(column, label)
                    : System.Convert.ToInt32(value, CultureInfo.InvariantCulture);
            case ColumnType.BigInt:
                return System.Convert.ToInt64(value, CultureInfo.InvariantCulture);
            case ColumnType.Decimal or ColumnType.Money:
                return value is Money money ? money.Value : System.Convert.ToDecimal(value, CultureInfo.InvariantCulture);
            case ColumnType.Double:
                return System.Convert.ToDouble(value, CultureInfo.InvariantCulture);
            case ColumnType.Boolean:
                return value switch
                {
                    "1" => true,
                    "0" => false,
                    _ => System.Convert.ToBoolean(value, CultureInfo.InvariantCulture),
                };
            case ColumnType.DateTime:
                return ToDateTime(column, value);
            default:
                throw new InvalidCastException();
        }
    }

    private static Guid ToGuid(object value) =>
        value switch
        {
            Guid id => id,
            EntityReference reference => reference.Id,
            RowReference reference => reference.Id,
            string text => Guid.Parse(text),
            _ => throw new InvalidCastException(),
        };

    private static int FromLabel(ColumnMetadata column, string label) =>
        column.Options.FirstOrDefault(option => string.Equals(option.Label, label, StringComparison.OrdinalIgnoreCase))?.Value ?? throw new FormatException();

    private static DateTime ToDateTime(ColumnMetadata column, object value)
    {
        var time = value switch
        {
            DateTime dateTime => dateTime,
            DateTimeOffset offset => offset.UtcDateTime,
            string text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
            _ => throw new InvalidCastException(),
        };
        return StoredValue.Normalize(column, time);
    }
}
