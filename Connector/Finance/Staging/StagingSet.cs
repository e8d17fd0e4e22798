using System.Reflection;
using System.Text.Json;
using Finance.Storage;

namespace Finance.Staging;

/// <summary>A set that others write: its fields, its key, and the rules for one row.</summary>
internal abstract class StagingSet<T>
    where T : class, new()
{
    private readonly Dictionary<string, StagingField> _byName;

    protected StagingSet(string setName, string entityName, params string[] keys)
    {
        SetName = setName;
        EntityName = entityName;
        Fields = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => !property.IsDefined(typeof(InternalAttribute))).Select(property => new StagingField(property))];
        _byName = Fields.ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        Keys = [.. keys.Select(key => Fields.Single(field => field.PropertyName == key))];
    }

    public string SetName { get; }

    public string EntityName { get; }

    public IReadOnlyList<StagingField> Fields { get; }

    public IReadOnlyList<StagingField> Keys { get; }

    /// <summary>The refusal of another row under a known key.</summary>
    public virtual string ConflictCode => "PINV4002";

    /// <summary>What to do instead of sending another row under a known key.</summary>
    public virtual string ConflictRemedy => "Send a reversal and a new row instead of a changed one.";

    /// <summary>What a user calls the row, such as "actual 0b6f…".</summary>
    public abstract string Named(T row);

    /// <summary>Reads one row.</summary>
    /// <exception cref="FinanceRefusal">Unknown field, value missing or of another type, or a row that finance does not take (PINV4001, PINV4004, PINV4006).</exception>
    public T Read(JsonElement json, string place)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FinanceRefusal("PINV4001", $"{SetName} {place}", "A JSON object is expected. Correct the row, then send it again.");
        }

        try
        {
            return ReadFields(json, place);
        }
        catch (InvalidOperationException)
        {
            // JSON may escape half of a surrogate pair; such a name or value is no text.
            throw new FinanceRefusal("PINV4001", $"{SetName} {place}", "A name or value is not valid Unicode text. Correct the row, then send it again.");
        }
    }

    /// <summary>Whether a field may differ from the row that is there already.</summary>
    public virtual bool MayChange(StagingField field, T known) => field.IsEditableAtOrigin;

    /// <summary>Whether a field was sent with the same value before.</summary>
    public virtual bool Same(StagingField field, T row, T known) => field.Same(row, known);

    /// <summary>Does what follows from rows that were sent, in the transaction that stores them.</summary>
    /// <param name="session">That transaction.</param>
    /// <param name="rows">The rows as they were sent; what was known already is unchanged or changed.</param>
    /// <param name="changed">Those that were known with other content.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public virtual Task StoredAsync(FinanceSession session, IReadOnlyList<T> rows, IReadOnlyList<T> changed, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Checks the row as a whole and fills what finance derives.</summary>
    protected virtual void Complete(T row, string place)
    {
    }

    protected FinanceRefusal Faulty(T row, string place, string field, string fault, string code = "PINV4001") =>
        new(code, $"{SetName} {place}{(KeyIsSet(row) ? " " + Named(row) : string.Empty)} field {field}", $"The field {fault}. Correct the row, then send it again.");

    private T ReadFields(JsonElement json, string place)
    {
        var row = new T();
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in json.EnumerateObject().Where(property => !property.Name.StartsWith('@') && !property.Name.Contains("@odata.", StringComparison.Ordinal)))
        {
            if (!_byName.TryGetValue(property.Name, out var field))
            {
                throw Faulty(row, place, property.Name, "is unknown");
            }

            if (!given.Add(property.Name))
            {
                throw Faulty(row, place, property.Name, "stands there twice");
            }

            if (!field.IsWrittenBack && field.Read(property.Value, row) is { } fault)
            {
                throw Faulty(row, place, field.Name, fault);
            }
        }

        if (Fields.FirstOrDefault(field => field.IsRequired && !given.Contains(field.Name)) is { } missing)
        {
            throw Faulty(row, place, missing.Name, "is missing");
        }

        Complete(row, place);
        return row;
    }

    private bool KeyIsSet(T row) => Keys.All(key => key.Value(row) is not (null or "") && !Guid.Empty.Equals(key.Value(row)));
}
