using LocalDataverse.Metadata;

namespace LocalDataverse.Storage;

/// <summary>The next version of a row while it is put together.</summary>
internal sealed class RowDraft
{
    private readonly TableMetadata table;
    private readonly TableStore store;
    private readonly Row? before;
    private readonly object sync;
    private object?[] values;

    public RowDraft(TableMetadata table, TableStore store, Row? before, object sync)
    {
        this.table = table;
        this.store = store;
        this.before = before;
        this.sync = sync;
        lock (sync)
        {
            var length = Math.Max(store.ColumnCount, table.Columns.Count);
            values = before?.CopyValues(length) ?? new object?[length];
        }
    }

    public object?[] Values => values;

    public object? this[string column]
    {
        get
        {
            lock (sync)
            {
                return store.KnownOrdinal(column) is { } ordinal && ordinal < values.Length ? values[ordinal] : null;
            }
        }
        set
        {
            lock (sync)
            {
                var ordinal = store.Ordinal(column);
                if (ordinal >= values.Length)
                {
                    Array.Resize(ref values, ordinal + 8);
                }

                values[ordinal] = value;
            }
        }
    }

    /// <summary>Sets a column if the table has it.</summary>
    public void Set(string column, object? value)
    {
        if (table.Columns.ContainsKey(column))
        {
            this[column] = value;
        }
    }

    public bool HasChanged(IReadOnlyList<string> columns)
    {
        if (before is null)
        {
            return true;
        }

        lock (sync)
        {
            return columns.Any(column => store.KnownOrdinal(column) is { } ordinal && !Equals(before[ordinal], values[ordinal]));
        }
    }
}
