namespace LocalDataverse.Storage;

/// <summary>The rows of one table. Every member is called under <see cref="Database.Sync"/>.</summary>
internal sealed class TableStore(string table)
{
    private readonly Dictionary<string, int> ordinals = new(StringComparer.Ordinal);
    private readonly List<string> columns = [];
    private readonly Dictionary<Guid, RowSlot> slots = [];
    private readonly Dictionary<string, ColumnIndex> indexes = new(StringComparer.Ordinal);
    private readonly List<(Guid Id, long Version)> deletions = [];

    public string Table { get; } = table;

    public IReadOnlyList<string> Columns => columns;

    public int ColumnCount => columns.Count;

    public IEnumerable<RowSlot> Slots => slots.Values;

    public int SlotCount => slots.Count;

    /// <summary>Committed deletions, for change tracking.</summary>
    public IReadOnlyList<(Guid Id, long Version)> Deletions => deletions;

    public int Ordinal(string column)
    {
        if (!ordinals.TryGetValue(column, out var ordinal))
        {
            ordinals[column] = ordinal = columns.Count;
            columns.Add(column);
        }

        return ordinal;
    }

    public int? KnownOrdinal(string column) => ordinals.TryGetValue(column, out var ordinal) ? ordinal : null;

    public RowSlot? Slot(Guid id) => slots.TryGetValue(id, out var slot) ? slot : null;

    public Row? Find(Guid id, Transaction? transaction) => slots.TryGetValue(id, out var slot) ? slot.SeenBy(transaction) : null;

    /// <summary>The index over these columns, built at the first use and kept from then on.</summary>
    public ColumnIndex Index(IReadOnlyList<string> indexed)
    {
        var name = indexed.Count == 1 ? indexed[0] : string.Join("\n", indexed);
        if (indexes.TryGetValue(name, out var index))
        {
            return index;
        }

        index = new ColumnIndex([.. indexed.Select(Ordinal)]);
        foreach (var slot in slots.Values)
        {
            index.Add(slot.Committed, slot);
            index.Add(slot.Pending, slot);
        }

        indexes[name] = index;
        return index;
    }

    /// <summary>Writes into the open transaction; null deletes.</summary>
    public RowSlot Write(Guid id, Row? row)
    {
        if (!slots.TryGetValue(id, out var slot))
        {
            slots[id] = slot = new RowSlot(id);
        }

        var before = slot.IsDirty ? slot.Pending : null;
        foreach (var index in indexes.Values)
        {
            index.Add(row, slot);
            index.Remove(before, slot, slot.Committed, row);
        }

        slot.Pending = row;
        slot.IsDirty = true;
        return slot;
    }

    public void Commit(RowSlot slot, long version)
    {
        var before = slot.Committed;
        slot.Committed = slot.Pending;
        slot.Pending = null;
        slot.IsDirty = false;
        foreach (var index in indexes.Values)
        {
            index.Remove(before, slot, slot.Committed);
        }

        if (slot.Committed is not null)
        {
            return;
        }

        slots.Remove(slot.Id);
        deletions.Add((slot.Id, version));
    }

    public void Rollback(RowSlot slot)
    {
        var pending = slot.Pending;
        slot.Pending = null;
        slot.IsDirty = false;
        foreach (var index in indexes.Values)
        {
            index.Remove(pending, slot, slot.Committed);
        }

        if (slot.Committed is null)
        {
            slots.Remove(slot.Id);
        }
    }

    public TableStore Copy()
    {
        var copy = new TableStore(Table);
        foreach (var column in columns)
        {
            copy.Ordinal(column);
        }

        foreach (var slot in slots.Values)
        {
            if (slot.Committed is not null)
            {
                copy.slots[slot.Id] = new RowSlot(slot.Id) { Committed = slot.Committed };
            }
        }

        copy.deletions.AddRange(deletions);
        return copy;
    }
}
