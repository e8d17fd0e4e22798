using System.Globalization;
using System.Text.Json;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Records;

/// <summary>Values of bodies as the values of the SDK.</summary>
internal static class JsonValues
{
    public static object? OfColumn(ColumnModel column, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return column.Type switch
            {
                ColumnType.String or ColumnType.Memo => Text(value),
                ColumnType.Integer => value.GetInt32(),
                ColumnType.BigInt => value.GetInt64(),
                ColumnType.Decimal => value.GetDecimal(),
                ColumnType.Double => value.GetDouble(),
                ColumnType.Money => new Money(value.GetDecimal()),
                ColumnType.Boolean => value.GetBoolean(),
                ColumnType.Picklist or ColumnType.State or ColumnType.Status => new OptionSetValue(value.GetInt32()),
                ColumnType.MultiSelectPicklist => new OptionSetValueCollection([
                    .. Text(value)
                        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                        .Select(choice => new OptionSetValue(int.Parse(choice, CultureInfo.InvariantCulture))),
                ]),
                ColumnType.Uniqueidentifier => value.GetGuid(),
                ColumnType.DateTime => column.IsDateOnly ? Date(value) : Moment(value),
                _ => throw new FormatException(),
            };
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or OverflowException)
        {
            throw Bad($"Cannot convert a value to target type '{column.Type}': property '{column.Property}', value {value.GetRawText()}.", error);
        }
    }

    public static object? OfParameter(OperationParameter parameter, JsonElement value, RowReader rows)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return parameter.Type switch
            {
                ParameterType.Boolean => value.GetBoolean(),
                ParameterType.DateTime => Moment(value),
                ParameterType.Decimal => value.GetDecimal(),
                ParameterType.Float => value.GetDouble(),
                ParameterType.Integer => value.GetInt32(),
                ParameterType.Money => new Money(value.GetDecimal()),
                ParameterType.Picklist => new OptionSetValue(value.GetInt32()),
                ParameterType.String => Text(value),
                ParameterType.StringArray => value.EnumerateArray().Select(Text).ToArray(),
                ParameterType.Guid => value.GetGuid(),
                ParameterType.GuidArray => value.EnumerateArray().Select(item => item.GetGuid()).ToArray(),
                ParameterType.Binary => value.GetBytesFromBase64(),
                ParameterType.Entity => rows.ReadTyped(value, parameter),
                ParameterType.EntityReference => rows.ReadReference(value, parameter),
                ParameterType.EntityCollection => Collection(parameter, value, rows),
                _ => throw new FormatException(),
            };
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or OverflowException)
        {
            throw Bad($"Cannot convert the value of parameter '{parameter.Name}' to target type '{parameter.Type}'.", error);
        }
    }

    public static WebApiException Bad(string message, Exception? inner = null) => new(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, message, inner!);

    private static EntityCollection Collection(OperationParameter parameter, JsonElement value, RowReader rows)
    {
        var items = value.EnumerateArray().Select(item => rows.ReadTyped(item, parameter)).ToList();
        return new EntityCollection(items) { EntityName = parameter.Table ?? items.Select(item => item.LogicalName).FirstOrDefault() };
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException();

    private static DateTime Date(JsonElement value) =>
        DateTime.SpecifyKind(DateOnly.ParseExact(Text(value), "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc);

    private static DateTime Moment(JsonElement value) =>
        DateTimeOffset.Parse(Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
}
