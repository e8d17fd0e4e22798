namespace LocalDataverse.Storage;

/// <summary>The rows of one table. Every member is called under <see cref="Database.Sync"/>.</summary>
internal sealed class TableStore(string table)
{
    private readonly Dictionary<string, int> ordinals = new(StringComparer.Ordinal);
    private readonly List<string> columns = [];
    private readonly Dictionary<Guid, RowSlot> slots = [];
    private readonly Dictionary<string, ColumnIndex> indexes = new(StringComparer.Ordinal);
    private readonly List<(Guid Id, long Version)> deletions = [];
    private List<(long Version, RowSlot Slot)>? changes;

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

    public object? Value(Row row, string column) =>
        column == "versionnumber" ? row.Version
        : KnownOrdinal(column) is { } ordinal ? row[ordinal]
        : null;

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
            changes?.Add((version, slot));
            if (changes?.Count > (2 * slots.Count) + 1000)
            {
                changes = null;
            }

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

    /// <summary>
    /// The rows whose committed version lies behind the one and not behind the other, by version. Found by a list in order of versions, which is made at the
    /// first use and anew once most of it is out of date: reading changes page by page costs what it returns, not what the table holds.
    /// </summary>
    public IEnumerable<Row> ChangedBetween(long after, long upTo)
    {
        changes ??=
        [
            .. slots.Values.Where(slot => slot.Committed is not null).Select(slot => (slot.Committed!.Version, slot)).OrderBy(change => change.Version),
        ];
        for (var i = FirstBehind(changes, after); i < changes.Count && changes[i].Version <= upTo; i++)
        {
            if (changes[i].Slot.Committed is { } row && row.Version == changes[i].Version)
            {
                yield return row;
            }
        }
    }

    /// <summary>Puts a committed row back that a log has kept.</summary>
    public void Restore(Row row, long place) => slots[row.Id] = new RowSlot(row.Id) { Committed = row, Place = place };

    public void RestoreDeletion(Guid id, long version) => deletions.Add((id, version));

    public void SortDeletions() => deletions.Sort((left, right) => left.Version.CompareTo(right.Version));

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

    private static int FirstBehind(List<(long Version, RowSlot Slot)> changes, long version)
    {
        var (low, high) = (0, changes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (changes[middle].Version <= version)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
