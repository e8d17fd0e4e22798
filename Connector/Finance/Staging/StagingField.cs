using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Staging;

/// <summary>One field of a set that others write: its name in JSON, its type, and how a value is read and compared.</summary>
internal sealed class StagingField
{
    /// <summary>More than any amount that is sent (a Money column ends at 922,337,203,685,477), and little enough to be multiplied by a rate.</summary>
    private const decimal MostAmount = 1_000_000_000_000_000m;

    /// <summary>More characters than a value has that is not text; a longer one is read at the cost of a string.</summary>
    private const int ShortText = 64;

    private readonly Func<object, object?> get;
    private readonly Action<object, object?> set;
    private readonly Type type;
    private readonly (string Name, object Value)[] choices;
    private readonly int? maxLength;

    public StagingField(PropertyInfo property)
    {
        get = PropertyAccess.Getter(property);
        set = PropertyAccess.Setter(property);
        type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        choices = type.IsEnum ? [.. Enum.GetNames(type).Select(name => (name, Enum.Parse(type, name)))] : [];
        maxLength = property.GetCustomAttribute<MaxLengthAttribute>()?.Length;
        PropertyName = property.Name;
        Name = property.Name == "DataAreaId" ? "dataAreaId" : property.Name;
        IsRequired = property.IsDefined(typeof(RequiredAttribute));
        IsWrittenBack = property.IsDefined(typeof(WrittenBackAttribute));
        IsEditableAtOrigin = property.IsDefined(typeof(EditableAtOriginAttribute));
    }

    public string Name { get; }

    public string PropertyName { get; }

    public bool IsRequired { get; }

    public bool IsWrittenBack { get; }

    public bool IsEditableAtOrigin { get; }

    public object? Value(object row) => get(row);

    public void Write(object row, object value) => set(row, value);

    public void Copy(object from, object to) => set(to, get(from));

    public bool Same(object left, object right) => Equals(get(left), get(right));

    /// <summary>Reads the JSON value into the row, or says what is wrong with it.</summary>
    public string? Read(JsonElement value, object row)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value));
        reader.Read();
        return Read(ref reader, row);
    }

    /// <summary>Reads the JSON value that the reader stands on, which is whole, into the row, or says what is wrong with it.</summary>
    public string? Read(ref Utf8JsonReader reader, object row)
    {
        // The product writes empty text where there is none (platform facts 4.1); both mean not set.
        if (
            reader.TokenType == JsonTokenType.Null
            || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty && (!reader.HasValueSequence || reader.ValueSequence.IsEmpty))
        )
        {
            return IsRequired ? "is empty" : null;
        }

        if (Parse(ref reader) is not { } read)
        {
            return $"holds {Shown(reader)}, which is not {Expected()}";
        }

        if (read is string text && text.Length > maxLength)
        {
            return $"is longer than {maxLength} characters";
        }

        set(row, read);
        return null;
    }

    private object? Parse(ref Utf8JsonReader reader)
    {
        if (type == typeof(string))
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }

        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            return null;
        }

        Span<char> buffer = stackalloc char[ShortText];
        var text = reader.TextOf(buffer);
        if (type != typeof(Guid) && type != typeof(DateOnly) && !type.IsEnum)
        {
            return ParseNumber(text);
        }

        return reader.TokenType == JsonTokenType.Number ? null
            : type == typeof(Guid)
                ? Guid.TryParse(text, out var id) ? id
                    : null
            : type == typeof(DateOnly) ? ParseDate(text)
            : ParseChoice(text);
    }

    // By name only: the parser of the framework would also take numbers and several names at once.
    private object? ParseChoice(ReadOnlySpan<char> text)
    {
        foreach (var (name, value) in choices)
        {
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    private object? ParseNumber(ReadOnlySpan<char> text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) || !Money.IsHeld(text))
        {
            return null;
        }

        if (type == typeof(decimal))
        {
            return Math.Abs(parsed) <= MostAmount ? Money.Normalize(parsed) : null;
        }

        if (parsed != decimal.Truncate(parsed))
        {
            return null;
        }

        if (type == typeof(long))
        {
            return parsed is >= long.MinValue and <= long.MaxValue ? decimal.ToInt64(parsed) : null;
        }

        return type == typeof(int) && parsed is >= int.MinValue and <= int.MaxValue ? decimal.ToInt32(parsed) : null;
    }

    private static DateOnly? ParseDate(ReadOnlySpan<char> text) => ProductDate.TryRead(text, out var date) && ProductDate.IsDay(date) ? date : null;

    private string Expected() =>
        type == typeof(Guid) ? "a GUID"
        : type == typeof(DateOnly) ? "a date such as 2026-09-30 or 2026-09-30T00:00:00Z, of the years 1901 to 2153"
        : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type))
        : type == typeof(decimal) ? $"a number up to {MostAmount.ToString(CultureInfo.InvariantCulture)}"
        : type == typeof(string) ? "text"
        : "a whole number";

    private static string Shown(Utf8JsonReader reader)
    {
        var value = JsonElement.ParseValue(ref reader);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
    }
}
