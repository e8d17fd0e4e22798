namespace LocalDataverse.Storage;

/// <summary>The one open write transaction. Its undo log is the list of slots it has written: each still holds the committed row.</summary>
internal sealed class Transaction(Database database)
{
    private readonly List<WrittenRow> written = [];
    private readonly Dictionary<RowSlot, int> places = [];
    private readonly Stack<Action> undo = new();

    /// <summary>A service call inside a synchronous plug-in failed: nothing of this transaction can be kept.</summary>
    public bool IsDoomed { get; set; }

    public bool IsOpen { get; private set; } = true;

    public IEnumerable<string> WrittenTables => written.Select(entry => entry.Store.Table).Distinct();

    public void Note(TableStore store, RowSlot slot, long version)
    {
        if (places.TryGetValue(slot, out var place))
        {
            written[place] = new WrittenRow(store, slot, version);
            return;
        }

        places[slot] = written.Count;
        written.Add(new WrittenRow(store, slot, version));
    }

    /// <summary>First into the log, where there is one, then for everybody to see. What the log throws leaves the transaction open.</summary>
    public void Commit()
    {
        var inOrder = written.OrderBy(entry => entry.Version).ToList();
        database.Recorder?.Record(inOrder);
        lock (database.Sync)
        {
            foreach (var (store, slot, version) in inOrder)
            {
                store.Commit(slot, version);
            }

            IsOpen = false;
        }

        database.Ended(this, committed: true);
    }

    /// <summary>What is no row is taken back by whoever changed it.</summary>
    public void WhenTakenBack(Action action) => undo.Push(action);

    public void Rollback()
    {
        while (undo.Count > 0)
        {
            undo.Pop()();
        }

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
