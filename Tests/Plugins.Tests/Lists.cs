namespace Plugins.Tests;

/// <summary>Compares lists of sentences and shows both when they differ.</summary>
internal static class Lists
{
    private const int LengthOfCode = 8;

    public static void Same(IEnumerable<string> actual, params string[] expected) => Assert.AreEqual(string.Join("\n", expected), string.Join("\n", actual));

    /// <summary>Compares the codes at the beginning of faults with entries of the catalogues.</summary>
    public static void AreFaults(IEnumerable<string> faults, params ErrorCode[] expected) =>
        Same(faults.Select(CodeOf), [.. expected.Select(error => error.Code)]);

    /// <summary>The code at the beginning of a fault.</summary>
    public static string CodeOf(string fault) => fault.Substring(0, LengthOfCode);
}
