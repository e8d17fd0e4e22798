namespace LocalDataverse.Storage;

/// <summary>
/// Finds rows by the value of one column or of several. Holds a slot under its committed and under its pending value, so whoever looks up checks the row it
/// sees.
/// </summary>
internal sealed class ColumnIndex(int[] ordinals)
{
    private static readonly HashSet<RowSlot> None = [];
    private readonly Dictionary<object, HashSet<RowSlot>> slots = new(IndexKeyComparer.Instance);

    public int[] Ordinals { get; } = ordinals;

    public HashSet<RowSlot> Find(object key) => slots.TryGetValue(key, out var found) ? found : None;

    public void Add(Row? row, RowSlot slot)
    {
        if (row is null || KeyOf(row) is not { } key)
        {
            return;
        }

        if (!slots.TryGetValue(key, out var found))
        {
            slots[key] = found = [];
        }

        found.Add(slot);
    }

    /// <summary>Takes the slot from under a row version's value unless one of the versions that stay has the same value.</summary>
    public void Remove(Row? row, RowSlot slot, Row? stays, Row? staysToo = null)
    {
        if (row is null || KeyOf(row) is not { } key || Has(stays, key) || Has(staysToo, key) || !slots.TryGetValue(key, out var found))
        {
            return;
        }

        found.Remove(slot);
        if (found.Count == 0)
        {
            slots.Remove(key);
        }
    }

    public bool Has(Row? row, object key) => row is not null && KeyOf(row) is { } own && IndexKeyComparer.Instance.Equals(own, key);

    public static object? Normalize(object? value) => value is RowReference reference ? reference.Id : value;

    private object? KeyOf(Row row)
    {
        if (Ordinals.Length == 1)
        {
            return Normalize(row[Ordinals[0]]);
        }

        var parts = new object[Ordinals.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (Normalize(row[Ordinals[i]]) is not { } part)
            {
                return null;
            }

            parts[i] = part;
        }

        return parts;
    }
}
