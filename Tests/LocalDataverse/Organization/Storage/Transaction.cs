namespace LocalDataverse.Storage;

/// <summary>The one open write transaction. Its undo log is the list of slots it has written: each still holds the committed row.</summary>
internal sealed class Transaction(Database database)
{
    private readonly List<(TableStore Store, RowSlot Slot, long Version)> written = [];
    private readonly HashSet<RowSlot> seen = [];

    /// <summary>A service call inside a synchronous plug-in failed: nothing of this transaction can be kept.</summary>
    public bool IsDoomed { get; set; }

    public bool IsOpen { get; private set; } = true;

    public IEnumerable<string> WrittenTables => written.Select(entry => entry.Store.Table).Distinct();

    public void Note(TableStore store, RowSlot slot, long version)
    {
        if (seen.Add(slot))
        {
            written.Add((store, slot, version));
        }
        else if (slot.Pending is null)
        {
            var position = written.FindIndex(entry => ReferenceEquals(entry.Slot, slot));
            written[position] = (store, slot, version);
        }
    }

    public void Commit()
    {
        lock (database.Sync)
        {
            foreach (var (store, slot, version) in written)
            {
                store.Commit(slot, version);
            }

            IsOpen = false;
        }

        database.Ended(this, committed: true);
    }

    public void Rollback()
    {
        lock (database.Sync)
        {
            for (var i = written.Count - 1; i >= 0; i--)
            {
                written[i].Store.Rollback(written[i].Slot);
            }

            IsOpen = false;
        }

        database.Ended(this, committed: false);
    }
}
