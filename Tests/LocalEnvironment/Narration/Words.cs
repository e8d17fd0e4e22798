using System.Globalization;

namespace LocalEnvironment.Narration;

internal static class Words
{
    /// <summary>For example "1 invoice" or "1,200 rows".</summary>
    public static string Count(int count, string singular, string? plural = null) =>
        $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {(count == 1 ? singular : plural ?? singular + "s")}";
}
