using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ProjectInvoice.Finance.Setup;

/// <summary>
/// Reads finance.json. Section by section and record by record, so that a fault names section, record and field;
/// whatever is unknown, doubled, missing or of another type is a fault.
/// </summary>
internal static partial class SetupReader
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new NormalizedNumber() },
    };

    private static readonly Dictionary<string, PropertyInfo> Sections = typeof(FinanceSetup)
        .GetProperties()
        .ToDictionary(section => JsonNamingPolicy.CamelCase.ConvertName(section.Name), StringComparer.Ordinal);

    private static readonly Dictionary<Type, PropertyInfo?> CompanyIds = SetupSection.All.ToDictionary(section => section.Record, section => section.CompanyId);

    /// <exception cref="FinanceRefusal">The text is not the JSON of a set-up, from <see cref="SetupErrors.NoJson"/> to
    /// <see cref="SetupErrors.WrongField"/>.</exception>
    public static FinanceSetup Read(string text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var place = (exception as JsonException)?.LineNumber is { } line ? $"line {line + 1}" : "the document";
            throw SetupErrors.NoJson.Refusal($"set-up {place}");
        }

        using (document)
        {
            try
            {
                return Read(document.RootElement);
            }
            catch (InvalidOperationException)
            {
                // JSON may escape half of a surrogate pair; such a name or value is no text.
                throw SetupErrors.NoText.Refusal("set-up");
            }
        }
    }

    private static FinanceSetup Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw SetupErrors.NoSections.Refusal("set-up");
        }

        var faults = new List<Fault>();
        var setUp = new FinanceSetup();
        foreach (var property in root.EnumerateObject())
        {
            if (!Sections.TryGetValue(property.Name, out var section))
            {
                faults.Add(SetupErrors.UnknownSection.For($"set-up section {property.Name}"));
            }
            else if (property.Value.ValueKind != JsonValueKind.Array)
            {
                faults.Add(SetupErrors.NoArray.For($"set-up section {property.Name}"));
            }
            else
            {
                section.SetValue(setUp, ReadSection(property.Name, section.PropertyType.GetGenericArguments()[0], property.Value, faults));
            }
        }

        return faults.Count == 0 ? setUp : throw new FinanceRefusal(faults);
    }

    private static Array ReadSection(string section, Type type, JsonElement records, List<Fault> faults)
    {
        var read = new List<object>();
        var number = 0;
        foreach (var element in records.EnumerateArray())
        {
            number++;
            if (ReadRecord(type, element, $"set-up section {section} record {number}{Named(element)}", faults) is { } record)
            {
                read.Add(record);
            }
        }

        var array = Array.CreateInstance(type, read.Count);
        for (var index = 0; index < read.Count; index++)
        {
            array.SetValue(read[index], index);
        }

        return array;
    }

    /// <summary>One record of a section, its company in capitals; null with a fault where it cannot be read.</summary>
    public static object? ReadRecord(Type type, JsonElement element, string place, List<Fault> faults)
    {
        try
        {
            if (NullInAnArray(element) is { } empty)
            {
                throw new JsonException("null in an array") { Data = { ["place"] = empty } };
            }

            return InCapitals(element.Deserialize(type, Json) ?? throw new JsonException("null instead of a record"));
        }
        catch (JsonException exception)
        {
            faults.Add((IsUnknownField(exception) ? SetupErrors.UnknownField : SetupErrors.WrongField).For(place, FieldOf(exception)));
            return null;
        }
    }

    // As they are stored: one comparison finds them, whatever the case of the letters they came in.
    private static object InCapitals(object record)
    {
        if (CompanyIds.GetValueOrDefault(record.GetType()) is { } id)
        {
            id.SetValue(record, ((string)id.GetValue(record)!).ToUpperInvariant());
        }

        return record;
    }

    // The serializer tells it by its text only.
    private static bool IsUnknownField(JsonException exception) => exception.Message.Contains("could not be mapped", StringComparison.Ordinal);

    private static string FieldOf(JsonException exception)
    {
        if (exception.Data["place"] is string place)
        {
            return place;
        }

        // The serializer's text names the properties between quotes: those it misses after a colon, else the one it is about first.
        var missing = exception.Message.IndexOf("including:", StringComparison.Ordinal);
        var names = QuotedNames().Matches(missing < 0 ? exception.Message : exception.Message[missing..]).Select(match => match.Groups[1].Value).ToList();
        if (names.Count > 0 && (missing >= 0 || IsUnknownField(exception)))
        {
            return string.Join(", ", names.Take(missing < 0 ? 1 : names.Count));
        }

        var path = exception.Path?.TrimStart('$', '.');
        return string.IsNullOrEmpty(path) ? names.Select(JsonNamingPolicy.CamelCase.ConvertName).FirstOrDefault() ?? "(the record)" : path;
    }

    [GeneratedRegex("'([A-Za-z]+)'")]
    private static partial Regex QuotedNames();

    private static string Named(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return string.Empty;
        }

        string[] names = ["id", "account", "code", "group", "number", "reference", "postingType", "name", "contract", "billingType", "from"];
        var name = names
            .Select(key => element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return name is null ? string.Empty : $" ({name})";
    }

    private static string? NullInAnArray(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .Select(property =>
                    property.Value.ValueKind == JsonValueKind.Array && property.Value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null)
                        ? property.Name
                        : NullInAnArray(property.Value)
                )
                .FirstOrDefault(place => place is not null),
            _ => null,
        };
}
