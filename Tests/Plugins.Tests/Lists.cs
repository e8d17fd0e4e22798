namespace Plugins.Tests;

/// <summary>Compares lists of sentences and shows both when they differ.</summary>
internal static class Lists
{
    public static void Same(IEnumerable<string> actual, params string[] expected) => Assert.AreEqual(string.Join("\n", expected), string.Join("\n", actual));
}
