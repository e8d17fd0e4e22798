using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Accounting;

/// <summary>Finance in a process of its own, as it is shipped, on a free port of loopback.</summary>
internal sealed class FinanceProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private FinanceProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<FinanceProcess> StartAsync(string connectionString, Uri authority, CancellationToken cancellation)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Finance.dll"),
            "--urls=http://127.0.0.1:0",
            $"--Storage:ConnectionString={connectionString}",
            $"--Authentication:Authority={authority.ToString().TrimEnd('/')}",
            "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };

        // What this program's own host was told must not reach the other one.
        start.Environment.Remove("DOTNET_TieredCompilation");
        var process = Process.Start(start) ?? throw new InvalidOperationException("Finance does not start.");
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
            {
                if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                {
                    process.OutputDataReceived += (_, told) => Console.Error.Write(told.Data is null ? "" : told.Data + Environment.NewLine);
                    process.BeginOutputReadLine();
                    return new FinanceProcess(process, new Uri(line[(at + Listening.Length)..].Trim()));
                }

                await Console.Error.WriteLineAsync(line);
            }

            throw new InvalidOperationException("Finance ended before it listened.");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>The most memory that the process has held so far: VmHWM of Linux.</summary>
    public long PeakBytes()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
