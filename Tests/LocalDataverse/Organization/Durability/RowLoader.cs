using LocalDataverse.Storage;

namespace LocalDataverse.Durability;

/// <summary>Puts rows of a log into their tables.</summary>
internal sealed class RowLoader(IReadOnlyList<string> names)
{
    private readonly Dictionary<TableStore, Dictionary<int, int>> ordinals = [];

    public void Load(TableStore store, LoggedRow row)
    {
        if (row.Content is null)
        {
            store.RestoreDeletion(row.Id, row.Version);
            return;
        }

        if (!ordinals.TryGetValue(store, out var known))
        {
            ordinals[store] = known = [];
        }

        var values = new object?[store.ColumnCount];
        using var reader = new ContentReader(row.Content, number => names[number]);
        foreach (var (name, value) in reader.Row())
        {
            if (!known.TryGetValue(name, out var ordinal))
            {
                known[name] = ordinal = store.Ordinal(names[name]);
            }

            if (ordinal >= values.Length)
            {
                Array.Resize(ref values, store.ColumnCount);
            }

            values[ordinal] = value;
        }

        store.Restore(new Row(row.Id, values, row.Version), row.Place);
    }
}
