using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Accounting;

/// <summary>Finance in a process of its own, as it is shipped, on a free port of loopback.</summary>
internal sealed class FinanceProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;

    private FinanceProcess(Process process, Uri address)
    {
        this.process = process;
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
            "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false };

        var process = Process.Start(start) ?? throw new InvalidOperationException("Finance does not start.");
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, told) => Read(told.Data, address);
        process.BeginOutputReadLine();
        try
        {
            return new FinanceProcess(process, await address.Task.WaitAsync(cancellation));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private static void Read(string? line, TaskCompletionSource<Uri> address)
    {
        if (line is null)
        {
            address.TrySetException(new InvalidOperationException("Finance ended before it listened."));
        }
        else if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
        else if (address.Task.IsCompleted && (line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal)))
        {
            Console.Error.WriteLine(line);
        }
    }

    /// <summary>Processor time so far.</summary>
    public TimeSpan Processor()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>The most memory that the process has held so far: VmHWM of Linux.</summary>
    public long PeakBytes()
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
