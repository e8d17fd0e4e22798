namespace Solution.Tests.Packing;

/// <summary>The page that lists what differs from exports and schemas, with reasons.</summary>
internal static class DeviationPage
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(TestEnvironment.RepositoryRoot, "Solution", "DEVIATIONS.md"));

    /// <summary>The cells of each row of the tables below a heading; every row has a reason.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(string heading)
    {
        var rows = Lines
            .SkipWhile(line => line != $"## {heading}")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| --- ", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Where(cells => cells[^1] != "reason")
            .ToList();
        Assert.IsNotEmpty(rows, heading);
        Assert.IsTrue(rows.TrueForAll(cells => cells.Length >= 2 && cells.All(cell => cell.Trim().Length > 0)), heading);
        return rows;
    }
}
