using LocalDataverse.Metadata;
using LocalDataverse.Storage;

namespace LocalDataverse.Durability;

/// <summary>Between the rows of a database and a log: encodes each transaction before it becomes visible, and brings everything back at the start.</summary>
internal sealed class TransactionRecorder(ITransactionLog log, Database database, Func<OrganizationMetadata> metadata) : ITransactionRecorder
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private readonly Dictionary<TableStore, List<int>> columns = [];
    private readonly Dictionary<string, long> loggedCounters = new(StringComparer.Ordinal);
    private OrganizationMetadata? loggedMetadata;
    private int loggedNames;
    private long lastPlace;

    public void Record(IReadOnlyList<WrittenRow> written)
    {
        var current = metadata();
        if (written.Count == 0 && ReferenceEquals(current, loggedMetadata))
        {
            return;
        }

        NumberColumns(written);
        using var writer = new ContentWriter(NumberOf);
        var rows = new List<LoggedRow>(written.Count);
        foreach (var (store, slot, version) in written)
        {
            if (slot.Place == 0)
            {
                slot.Place = ++lastPlace;
            }

            rows.Add(new LoggedRow(slot.Place, NumberOf(store.Table), slot.Id, version, slot.Pending is { } row ? writer.Row(row, columns[store]) : null));
        }

        var counters = database.Counters().Where(counter => !loggedCounters.TryGetValue(counter.Key, out var known) || known != counter.Value).ToList();
        var upTo = names.Count;
        log.Append(
            new LoggedTransaction(
                rows,
                [.. Enumerable.Range(loggedNames, upTo - loggedNames).Select(number => new KeyValuePair<int, string>(number, names[number]))],
                counters,
                ReferenceEquals(current, loggedMetadata) ? null : MetadataText.Write(current)
            )
        );
        loggedNames = upTo;
        loggedMetadata = current;
        foreach (var counter in counters)
        {
            loggedCounters[counter.Key] = counter.Value;
        }
    }

    /// <returns>The metadata; null: the log is empty.</returns>
    public OrganizationMetadata? Restore()
    {
        if (log.Load() is not { } content)
        {
            return null;
        }

        foreach (var name in content.Names.OrderBy(name => name.Key))
        {
            NumberOf(name.Value);
        }

        loggedNames = names.Count;
        var loader = new RowLoader(names);
        lock (database.Sync)
        {
            foreach (var row in content.Rows)
            {
                loader.Load(database.Store(names[row.Table]), row);
                lastPlace = Math.Max(lastPlace, row.Place);
            }

            foreach (var store in database.Stores)
            {
                store.SortDeletions();
            }
        }

        database.SetCounters(content.Counters);
        foreach (var counter in content.Counters)
        {
            loggedCounters[counter.Key] = counter.Value;
        }

        return loggedMetadata = MetadataText.Read(content.Metadata);
    }

    private int NumberOf(string name)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            numbers[name] = number = names.Count;
            names.Add(name);
        }

        return number;
    }

    // Readers that build an index may add columns to a store meanwhile.
    private void NumberColumns(IReadOnlyList<WrittenRow> written)
    {
        lock (database.Sync)
        {
            foreach (var store in written.Select(entry => entry.Store).Distinct())
            {
                if (!columns.TryGetValue(store, out var known))
                {
                    columns[store] = known = [];
                }

                for (var ordinal = known.Count; ordinal < store.ColumnCount; ordinal++)
                {
                    known.Add(NumberOf(store.Columns[ordinal]));
                }
            }
        }
    }
}
