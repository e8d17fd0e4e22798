namespace Solution.Tests.Architecture;

/// <summary>Finds lines of code that nobody can read without scrolling. Text that is quoted as it is, in a raw string literal, keeps its lines.</summary>
internal static class LongLines
{
    public const int Columns = 160;

    private const string RawString = "\"\"\"";

    /// <returns>The numbers of the lines, from 1.</returns>
    public static IReadOnlyList<int> In(IEnumerable<string> lines)
    {
        var found = new List<int>();
        var isQuoted = false;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var marks = line.Split(RawString).Length - 1;
            if (line.Length > Columns && !isQuoted && marks == 0)
            {
                found.Add(number);
            }

            isQuoted ^= marks % 2 == 1;
        }

        return found;
    }
}
