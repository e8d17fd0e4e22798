using System.Text.Encodings.Web;
using System.Text.Json;
using LocalEnvironment.Errors;

namespace LocalEnvironment.Reporting;

/// <summary>Writes the report as JSON, whole or not at all.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="RunException">The file cannot be written there.</exception>
    public static async Task WriteAsync(string path, Report report, CancellationToken cancellation)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            Directory.CreateDirectory(folder);
            var unfinished = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
            await File.WriteAllTextAsync(unfinished, JsonSerializer.Serialize(report, Options) + Environment.NewLine, cancellation);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new RunException(RunErrors.ReportNotWritten.For(path, refusal.Message.TrimEnd('.')));
        }
    }
}
