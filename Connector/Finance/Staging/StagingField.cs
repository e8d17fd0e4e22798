using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Finance.Staging;

/// <summary>One field of a set that others write: its name in JSON, its type, and how a value is read and compared.</summary>
internal sealed class StagingField
{
    /// <summary>More than any amount that is sent (a Money column ends at 922,337,203,685,477), and little enough to be multiplied by a rate.</summary>
    private const decimal MostAmount = 1_000_000_000_000_000m;

    private readonly PropertyInfo _property;
    private readonly Type _type;
    private readonly int? _maxLength;

    public StagingField(PropertyInfo property)
    {
        _property = property;
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _maxLength = property.GetCustomAttribute<MaxLengthAttribute>()?.Length;
        Name = property.Name == "DataAreaId" ? "dataAreaId" : property.Name;
        IsRequired = property.IsDefined(typeof(RequiredAttribute));
        IsWrittenBack = property.IsDefined(typeof(WrittenBackAttribute));
        IsEditableAtOrigin = property.IsDefined(typeof(EditableAtOriginAttribute));
    }

    public string Name { get; }

    public string PropertyName => _property.Name;

    public bool IsRequired { get; }

    public bool IsWrittenBack { get; }

    public bool IsEditableAtOrigin { get; }

    public object? Value(object row) => _property.GetValue(row);

    public void Write(object row, object value) => _property.SetValue(row, value);

    public void Copy(object from, object to) => _property.SetValue(to, _property.GetValue(from));

    public bool Same(object left, object right) => Equals(_property.GetValue(left), _property.GetValue(right));

    /// <summary>Reads the JSON value into the row, or says what is wrong with it.</summary>
    public string? Read(JsonElement value, object row)
    {
        if (value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && _type != typeof(string) && value.GetString()!.Length == 0))
        {
            return IsRequired ? "is empty" : null;
        }

        var read = Parse(value);
        if (read is null)
        {
            return $"holds {Shown(value)}, which is not {Expected()}";
        }

        if (read is string { Length: 0 })
        {
            // The product writes empty text where there is none (platform facts 4.1); both mean not set.
            return IsRequired ? "is empty" : null;
        }

        if (read is string text && text.Length > _maxLength)
        {
            return $"is longer than {_maxLength} characters";
        }

        _property.SetValue(row, read);
        return null;
    }

    private object? Parse(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (_type == typeof(string))
        {
            return text;
        }

        if (_type == typeof(Guid))
        {
            return Guid.TryParse(text, out var id) ? id : null;
        }

        if (_type == typeof(DateOnly))
        {
            return ParseDate(text);
        }

        if (_type.IsEnum)
        {
            // By name only: the parser of the framework would also take numbers and several names at once.
            return Enum.GetNames(_type).FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(_type, name) : null;
        }

        var number = text ?? (value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null);
        return !decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? null
            : _type == typeof(decimal) ? Math.Abs(parsed) <= MostAmount ? Money.Normalise(parsed) : null
            : parsed != decimal.Truncate(parsed) ? null
            : _type == typeof(long) && parsed is >= long.MinValue and <= long.MaxValue ? (long)parsed
            : _type == typeof(int) && parsed is >= int.MinValue and <= int.MaxValue ? (int)parsed
            : null;
    }

    private static DateOnly? ParseDate(string? text)
    {
        // A date of the product may come with a time that means nothing; the day is taken as it is written, never moved by a time zone.
        var isDate = text is { Length: >= 10 } && (text.Length == 10 || (text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)));
        return isDate && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    private string Expected() =>
        _type == typeof(Guid) ? "a GUID"
        : _type == typeof(DateOnly) ? "a date such as 2026-09-30"
        : _type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(_type))
        : _type == typeof(decimal) ? $"a number up to {MostAmount.ToString(CultureInfo.InvariantCulture)}"
        : _type == typeof(string) ? "text"
        : "a whole number";

    private static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
    }
}
