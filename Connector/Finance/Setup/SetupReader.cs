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

    /// <exception cref="SetupRefusal">The text is not the JSON of a set-up (PINV4301 to PINV4304).</exception>
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
            throw new SetupRefusal([
                new("PINV4301", $"set-up {place}", "This is not valid JSON, or a property stands twice. Correct the file, then send it again."),
            ]);
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
                throw new SetupRefusal([new("PINV4301", "set-up", "A name or value is not valid Unicode text. Correct the file, then send it again.")]);
            }
        }
    }

    private static FinanceSetup Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new SetupRefusal([new("PINV4301", "set-up", "A JSON object with one array a section is expected. Correct the file, then send it again.")]);
        }

        var faults = new List<FinanceMessage>();
        var setUp = new FinanceSetup();
        foreach (var property in root.EnumerateObject())
        {
            if (!Sections.TryGetValue(property.Name, out var section))
            {
                faults.Add(new("PINV4302", $"set-up section {property.Name}", "There is no such section. Remove or rename it, then send the set-up again."));
            }
            else if (property.Value.ValueKind != JsonValueKind.Array)
            {
                faults.Add(new("PINV4303", $"set-up section {property.Name}", "A section is an array of records. Correct it, then send the set-up again."));
            }
            else
            {
                section.SetValue(setUp, ReadSection(property.Name, section.PropertyType.GetGenericArguments()[0], property.Value, faults));
            }
        }

        return faults.Count == 0 ? setUp : throw new SetupRefusal(faults);
    }

    private static Array ReadSection(string section, Type type, JsonElement records, List<FinanceMessage> faults)
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

    /// <summary>One record of a section, its company in capitals; null with a fault where it cannot be read (PINV4302, PINV4304).</summary>
    public static object? ReadRecord(Type type, JsonElement element, string place, List<FinanceMessage> faults)
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
            var code = exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "PINV4302" : "PINV4304";
            faults.Add(new(code, place, Explain(exception, code)));
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

    private static string Explain(JsonException exception, string code)
    {
        var field = FieldOf(exception);
        return code == "PINV4302"
            ? $"Field {field} is unknown. Remove or rename it, then send it again."
            : $"Field {field} is missing, null, twice there or of another type. Correct it, then send it again.";
    }

    private static string FieldOf(JsonException exception)
    {
        if (exception.Data["place"] is string place)
        {
            return place;
        }

        // The serializer's text names the properties between quotes: those it misses after a colon, else the one it is about first.
        var missing = exception.Message.IndexOf("including:", StringComparison.Ordinal);
        var names = QuotedNames().Matches(missing < 0 ? exception.Message : exception.Message[missing..]).Select(match => match.Groups[1].Value).ToList();
        if (names.Count > 0 && (missing >= 0 || exception.Message.Contains("could not be mapped", StringComparison.Ordinal)))
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
