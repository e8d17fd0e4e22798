namespace LocalDataverse.Storage;

/// <summary>One version of a row. Never changed after it was written; values stand at the ordinals of their table's store.</summary>
internal sealed class Row(Guid id, object?[] values, long version)
{
    public Guid Id { get; } = id;

    public long Version { get; } = version;

    public int Length => values.Length;

    public object? this[int ordinal] => ordinal >= 0 && ordinal < values.Length ? values[ordinal] : null;

    public object?[] CopyValues(int length)
    {
        var copy = new object?[Math.Max(length, values.Length)];
        Array.Copy(values, copy, values.Length);
        return copy;
    }
}
