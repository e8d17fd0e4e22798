using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Records of the set-up as OData shows them and as finance.json holds them: the same properties, but capital names, dataAreaId for the company,
/// and arrays of name and value for tables with free names.
/// </summary>
internal static class SetupJson
{
    private const string ValuesSuffix = "Values";

    /// <summary>The name below /data of a record's property; null for one that stands there under the name of another.</summary>
    public static string? NameOf(PropertyInfo property)
    {
        if (IsTable(property.PropertyType))
        {
            return null;
        }

        return property.PropertyType == typeof(IReadOnlyList<NamedValue>) ? property.Name[..^ValuesSuffix.Length]
            : property.Name == nameof(Customer.Company) ? "dataAreaId"
            : property.Name;
    }

    /// <summary>Puts what a request gives over the record in the form of finance.json.</summary>
    /// <exception cref="FinanceRefusal">A name is unknown (<see cref="SetupErrors.UnknownField"/>), stands there twice
    /// (<see cref="SetupErrors.DoubledField"/>), or a value is of another form.</exception>
    public static void Overlay(Type type, JsonElement given, JsonObject into, string place)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            throw SetupErrors.NoObject.Refusal(place);
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in given.EnumerateObject().Where(value => !value.Name.StartsWith('@') && !value.Name.Contains("@odata.", StringComparison.Ordinal)))
        {
            var property =
                Array.Find(type.GetProperties(), property => string.Equals(NameOf(property), value.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw SetupErrors.UnknownField.Refusal(place, value.Name);
            if (!names.Add(value.Name))
            {
                throw SetupErrors.DoubledField.Refusal(place, value.Name);
            }

            into[FileNameOf(property)] = Value(property.PropertyType, value.Value, $"{place} field {value.Name}");
        }
    }

    /// <summary>What a new record does not give and may be without is null.</summary>
    public static void AddNulls(Type type, JsonObject into)
    {
        var nullability = new NullabilityInfoContext();
        foreach (
            var property in type.GetProperties().Where(property => property.CanWrite && nullability.Create(property).ReadState == NullabilityState.Nullable)
        )
        {
            into.TryAdd(FileNameOf(property), null);
        }
    }

    /// <summary>The record as OData shows it.</summary>
    public static JsonObject Shown(object record)
    {
        var shown = new JsonObject();
        foreach (var property in record.GetType().GetProperties())
        {
            if (NameOf(property) is { } name)
            {
                shown[name] = Shown(property.PropertyType, property.GetValue(record));
            }
        }

        return shown;
    }

    private static string FileNameOf(PropertyInfo property) =>
        JsonNamingPolicy.CamelCase.ConvertName(NameOf(property) is null or "dataAreaId" ? property.Name : NameOf(property)!);

    private static JsonNode? Shown(Type type, object? value) =>
        value switch
        {
            null => null,
            _ when Item(type) is not null => new JsonArray([.. ((IEnumerable<object>)value).Select(Shown)]),
            _ when IsPart(type) => Shown(value),
            _ => JsonSerializer.SerializeToNode(value, type, SetupReader.Json),
        };

    private static JsonNode? Value(Type type, JsonElement value, string place)
    {
        if (type == typeof(IReadOnlyList<NamedValue>) && value.ValueKind == JsonValueKind.Array)
        {
            return Table(value, place);
        }

        if (Item(type) is { } item && value.ValueKind == JsonValueKind.Array)
        {
            return new JsonArray([.. value.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.Null ? null : Part(item, part, place))]);
        }

        if (IsPart(type) && value.ValueKind == JsonValueKind.Object)
        {
            return Part(type, value, place);
        }

        return
            (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateOnly)
            && value.ValueKind == JsonValueKind.String
            && ProductDate.TryRead(value.GetString(), out var date)
            ? JsonSerializer.SerializeToNode(date)
            : JsonSerializer.SerializeToNode(value);
    }

    private static JsonObject Part(Type type, JsonElement value, string place)
    {
        var part = new JsonObject();
        Overlay(type, value, part, place);
        return part;
    }

    private static JsonObject Table(JsonElement pairs, string place)
    {
        var table = new JsonObject();
        foreach (var pair in pairs.EnumerateArray())
        {
            var part = Part(typeof(NamedValue), pair, place);
            if (part["name"]?.GetValueKind() != JsonValueKind.String || !table.TryAdd((string)part["name"]!, part["value"]?.DeepClone()))
            {
                throw SetupErrors.WrongName.Refusal(place);
            }
        }

        return table;
    }

    private static Type? Item(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && IsPart(type.GetGenericArguments()[0])
            ? type.GetGenericArguments()[0]
            : null;

    private static bool IsPart(Type type) => type.IsClass && type.Namespace == typeof(FinanceSetup).Namespace;

    private static bool IsTable(Type type) => type == typeof(IReadOnlyDictionary<string, string>);
}
