namespace ProjectInvoice.Finance.Storage;

/// <summary>Cuts rows into pages for a statement each. No page holds one key twice: a statement could not say which of the two rows it wrote.</summary>
internal static class RowPages
{
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IEnumerable<T> rows, int size, IReadOnlyList<IReadOnlyList<TableColumn>> keys)
        where T : class
    {
        var page = new List<T>();
        var seen = keys.Select(_ => new HashSet<object>()).ToList();
        foreach (var row in rows)
        {
            var values = keys.Select(key => KeyOf(key, row)).ToList();
            if (page.Count == size || values.Where((value, index) => value is not null && seen[index].Contains(value)).Any())
            {
                yield return page;
                page = [];
                seen.ForEach(known => known.Clear());
            }

            for (var index = 0; index < values.Count; index++)
            {
                if (values[index] is { } value)
                {
                    seen[index].Add(value);
                }
            }

            page.Add(row);
        }

        if (page.Count > 0)
        {
            yield return page;
        }
    }

    // Null where a part is null: such a key is never taken.
    private static object? KeyOf(IReadOnlyList<TableColumn> key, object row)
    {
        var values = key.Select(column => column.Stored(row)).ToList();
        return values.Contains(DBNull.Value)
            ? null
            : values.Count switch
            {
                1 => values[0],
                2 => (values[0], values[1]),
                3 => (values[0], values[1], values[2]),
                _ => string.Join('\n', values),
            };
    }
}
