using System.Diagnostics;
using System.Text.Json;

namespace Benchmarks.Measuring;

/// <summary>Runs one of this program's commands in a process of its own, so that neither its memory nor its compiled code comes from an earlier run.</summary>
internal static class ChildProcess
{
    /// <summary>Runs the command; the last line it prints is its result as JSON, what it prints before goes to standard error.</summary>
    public static async Task<TResult> RunAsync<TResult>(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The program does not know where it stands.");
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(program, isHost ? [typeof(ChildProcess).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        try
        {
            string? last = null;
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
            {
                if (last is not null)
                {
                    await Console.Error.WriteLineAsync(last);
                }

                last = line;
            }

            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 && last is not null && JsonSerializer.Deserialize<TResult>(last) is { } result
                ? result
                : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {last}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
