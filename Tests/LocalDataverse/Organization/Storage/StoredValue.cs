using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Storage;

/// <summary>Between SDK values and stored values: string, int, long, decimal, double, bool, DateTime, Guid, int[] and <see cref="RowReference"/>.</summary>
internal static class StoredValue
{
    public static readonly DateTime Earliest = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Checks the type and the limits of the column; lookups are not resolved here.</summary>
    public static object? From(TableMetadata table, ColumnMetadata column, object? value)
    {
        if (value is null)
        {
            return null;
        }

        switch (column.Type)
        {
            case ColumnType.Uniqueidentifier:
                return value switch
                {
                    Guid id => id,
                    EntityReference reference => reference.Id,
                    _ => throw WrongType(table, column, value),
                };
            case ColumnType.String or ColumnType.Memo:
                return Text(table, column, value);
            case ColumnType.Integer:
                return Range(table, column, value is int integer ? integer : throw WrongType(table, column, value));
            case ColumnType.BigInt:
                return value switch
                {
                    long number => number,
                    int number => (long)number,
                    _ => throw WrongType(table, column, value),
                };
            case ColumnType.Decimal:
                var amount = value switch
                {
                    decimal exact => exact,
                    int whole => whole,
                    _ => throw WrongType(table, column, value),
                };
                return Range(table, column, Round(amount, column.Precision ?? 2));
            case ColumnType.Double:
                return value switch
                {
                    double number => number,
                    int number => (double)number,
                    _ => throw WrongType(table, column, value),
                };
            case ColumnType.Money:
                return Range(table, column, value is Money money ? money.Value : throw WrongType(table, column, value));
            case ColumnType.Boolean:
                return value is bool ? value : throw WrongType(table, column, value);
            case ColumnType.DateTime:
                return Time(table, column, value is DateTime time ? time : throw WrongType(table, column, value));
            case ColumnType.Picklist or ColumnType.State or ColumnType.Status:
                return Choice(table, column, value is OptionSetValue option ? option.Value : throw WrongType(table, column, value));
            case ColumnType.MultiSelectPicklist:
                return value is OptionSetValueCollection options
                    ? options.Select(option => Choice(table, column, option.Value)).OrderBy(chosen => chosen).ToArray()
                    : throw WrongType(table, column, value);
            default:
                throw WrongType(table, column, value);
        }
    }

    public static object? ToSdk(ColumnMetadata column, object? stored) =>
        stored switch
        {
            null => null,
            RowReference reference => new EntityReference(reference.Table, reference.Id),
            int number when column.IsChoice => new OptionSetValue(number),
            int[] numbers => new OptionSetValueCollection([.. numbers.Select(number => new OptionSetValue(number))]),
            decimal amount when column.Type == ColumnType.Money => new Money(amount),
            _ => stored,
        };

    public static decimal Round(decimal value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);

    /// <summary>Whole seconds; UTC for UserLocal, no zone for the other behaviors, no time for DateOnly.</summary>
    public static DateTime Normalize(ColumnMetadata column, DateTime value)
    {
        switch (column.Behavior)
        {
            case DateTimeBehavior.DateOnly:
                return DateTime.SpecifyKind(value.Date, DateTimeKind.Unspecified);
            case DateTimeBehavior.TimeZoneIndependent:
                return DateTime.SpecifyKind(Seconds(value), DateTimeKind.Unspecified);
            default:
                return Seconds(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc));
        }
    }

    private static DateTime Seconds(DateTime value) => new(value.Ticks - (value.Ticks % TimeSpan.TicksPerSecond), value.Kind);

    private static string? Text(TableMetadata table, ColumnMetadata column, object value)
    {
        var text = value as string ?? throw WrongType(table, column, value);
        var limit = column.MaxLength ?? (column.Type == ColumnType.String ? 100 : 2000);
        if (text.Length > limit)
        {
            throw DataverseFault.Of(
                ErrorCode.StringTooLong,
                $"A validation error occurred. The length of the '{column.LogicalName}' attribute of the '{table.LogicalName}' entity exceeded "
                    + $"the maximum allowed length of '{limit}'."
            );
        }

        return text.Length == 0 ? null : text;
    }

    private static object Time(TableMetadata table, ColumnMetadata column, DateTime value)
    {
        var time = Normalize(column, value);
        if (time.Ticks < Earliest.Ticks)
        {
            throw DataverseFault.Of(
                ErrorCode.DateTimeOutOfRange,
                $"The value of '{column.LogicalName}' of '{table.LogicalName}' is less than the minimum supported: 01/01/1753 00:00:00."
            );
        }

        return time;
    }

    private static int Choice(TableMetadata table, ColumnMetadata column, int value)
    {
        if (column.Options.Count > 0 && column.OptionOf(value) is null)
        {
            throw DataverseFault.Of(
                ErrorCode.ValueOutOfRange,
                $"A validation error occurred. The value {value} of '{column.LogicalName}' on record of type '{table.LogicalName}' is outside "
                    + $"the valid range. Accepted Values: {string.Join(",", column.Options.Select(option => option.Value))}"
            );
        }

        return value;
    }

    private static T Range<T>(TableMetadata table, ColumnMetadata column, T value)
        where T : IConvertible
    {
        var number = value.ToDecimal(null);
        var limit =
            column.Type is ColumnType.Integer ? int.MaxValue
            : column.Type is ColumnType.Money ? 922337203685477m
            : 100000000000m;
        if (number > (column.MaxValue ?? limit) || number < (column.MinValue ?? -limit - (column.Type is ColumnType.Integer ? 1 : 0)))
        {
            throw DataverseFault.Of(
                ErrorCode.ValueOutOfRange,
                $"A validation error occurred. The value {number} of '{column.LogicalName}' on record of type '{table.LogicalName}' is outside the valid range."
            );
        }

        return value;
    }

    private static Exception WrongType(TableMetadata table, ColumnMetadata column, object value) =>
        DataverseFault.InvalidArgument(
            $"Incorrect attribute value type {value.GetType().FullName} for '{column.LogicalName}' of '{table.LogicalName}', which is {column.Type}."
        );
}
