using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ProjectInvoice.Finance.Staging;

/// <summary>A set that others write: its fields, its key, and the rules for one row.</summary>
internal abstract class StagingSet<T>
    where T : class, new()
{
    /// <summary>More characters than a name has; a longer one is read at the cost of a string.</summary>
    private const int ShortName = 64;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> places;

    protected StagingSet(string setName, string entityName, params string[] keys)
    {
        SetName = setName;
        EntityName = entityName;
        Fields =
        [
            .. typeof(T)
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => !property.IsDefined(typeof(InternalAttribute)))
                .Select(property => new StagingField(property)),
        ];
        places = Fields.Select((field, place) => (field.Name, place)).ToDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        Keys = [.. keys.Select(key => Fields.Single(field => field.PropertyName == key))];
    }

    public string SetName { get; }

    public string EntityName { get; }

    public IReadOnlyList<StagingField> Fields { get; }

    public IReadOnlyList<StagingField> Keys { get; }

    /// <summary>What is wrong with another row under a known key: the field, its value before and its value now.</summary>
    public virtual ErrorCode KnownDifferently => StagingErrors.KnownDifferently;

    /// <summary>What a user calls the row, such as "actual 0b6f…".</summary>
    public abstract string Named(T row);

    /// <summary>Reads one row.</summary>
    /// <exception cref="FinanceRefusal">Unknown field, value missing or of another type, or a row that finance does not take.</exception>
    public T Read(JsonElement json, string place)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(json));
        reader.Read();
        return Read(ref reader, place);
    }

    /// <summary>Reads the row that the reader stands on, which is whole.</summary>
    /// <exception cref="FinanceRefusal">Unknown field, value missing or of another type, or a row that finance does not take.</exception>
    public T Read(ref Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw StagingErrors.NoObject.Refusal($"{SetName} {place}");
        }

        try
        {
            return ReadFields(ref reader, place);
        }
        catch (InvalidOperationException)
        {
            throw StagingErrors.NoText.Refusal($"{SetName} {place}");
        }
    }

    /// <summary>Whether a field may differ from the row that is there already.</summary>
    public virtual bool MayChange(StagingField field, T known) => field.IsEditableAtOrigin;

    /// <summary>Whether a field was sent with the same value before.</summary>
    public virtual bool Same(StagingField field, T row, T known) => field.Same(row, known);

    /// <summary>Checks the row as a whole and fills what finance derives.</summary>
    protected virtual void Complete(T row, string place) { }

    protected FinanceRefusal Faulty(T row, string place, string field, ErrorCode error, params object?[] values) =>
        error.Refusal($"{SetName} {place}{(KeyIsSet(row) ? " " + Named(row) : string.Empty)} field {field}", values);

    private T ReadFields(ref Utf8JsonReader reader, string place)
    {
        var row = new T();
        Span<bool> given = stackalloc bool[Fields.Count];
        Span<char> buffer = stackalloc char[ShortName];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.TextOf(buffer);
            if (name.StartsWith('@') || name.Contains("@odata.", StringComparison.Ordinal))
            {
                reader.Read();
                reader.TrySkip();
            }
            else if (!places.TryGetValue(name, out var index))
            {
                throw Faulty(row, place, name.ToString(), StagingErrors.UnknownField);
            }
            else if (given[index])
            {
                throw Faulty(row, place, name.ToString(), StagingErrors.DoubledField);
            }
            else
            {
                given[index] = true;
                ReadField(ref reader, Fields[index], row, place);
            }
        }

        for (var index = 0; index < given.Length; index++)
        {
            if (!given[index] && Fields[index].IsRequired)
            {
                throw Faulty(row, place, Fields[index].Name, StagingErrors.MissingField);
            }
        }

        Complete(row, place);
        return row;
    }

    private void ReadField(ref Utf8JsonReader reader, StagingField field, T row, string place)
    {
        reader.Read();
        if (field.IsWrittenBack)
        {
            reader.TrySkip();
        }
        else if (field.Read(ref reader, row) is { } fault)
        {
            throw Faulty(row, place, field.Name, StagingErrors.WrongValue, fault);
        }
    }

    private bool KeyIsSet(T row) => Keys.All(key => key.Value(row) is not (null or "") && !Guid.Empty.Equals(key.Value(row)));
}
