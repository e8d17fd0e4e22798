namespace LocalDataverse;

/// <summary>Every row of every table as text, for comparing before and after.</summary>
public sealed record OrganizationState(IReadOnlyDictionary<string, IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, string>>> Tables)
{
    public int RowCount => Tables.Values.Sum(rows => rows.Count);

    /// <summary>Empty if both are equal, row versions included; else a line for each row or column that differs.</summary>
    public IReadOnlyList<string> DifferencesTo(OrganizationState other, params string[] exceptTables)
    {
        ArgumentNullException.ThrowIfNull(other);
        var lines = new List<string>();
        foreach (var table in Tables.Keys.Union(other.Tables.Keys).Except(exceptTables).OrderBy(name => name, StringComparer.Ordinal))
        {
            var mine = Tables.TryGetValue(table, out var left) ? left : new Dictionary<Guid, IReadOnlyDictionary<string, string>>();
            var theirs = other.Tables.TryGetValue(table, out var right) ? right : new Dictionary<Guid, IReadOnlyDictionary<string, string>>();
            foreach (var id in mine.Keys.Union(theirs.Keys).OrderBy(id => id))
            {
                if (!mine.TryGetValue(id, out var before))
                {
                    lines.Add($"{table} {id:d}: added");
                }
                else if (!theirs.TryGetValue(id, out var after))
                {
                    lines.Add($"{table} {id:d}: gone");
                }
                else
                {
                    lines.AddRange(
                        before
                            .Keys.Union(after.Keys)
                            .OrderBy(name => name, StringComparer.Ordinal)
                            .Select(column => (column, Was: Text(before, column), Is: Text(after, column)))
                            .Where(cell => cell.Was != cell.Is)
                            .Select(cell => $"{table} {id:d} {cell.column}: {cell.Was} became {cell.Is}")
                    );
                }
            }
        }

        return lines;
    }

    private static string Text(IReadOnlyDictionary<string, string> row, string column) => row.TryGetValue(column, out var text) ? text : "null";
}
