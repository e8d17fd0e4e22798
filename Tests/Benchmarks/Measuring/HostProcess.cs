using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>A host in a process of its own, as it is shipped.</summary>
internal sealed class HostProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    /// <summary>What has a host tell where it listens, and nothing else but its faults.</summary>
    private static readonly string[] Telling =
    [
        "--Logging:LogLevel:Default=Warning",
        "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
        "--Logging:Console:LogLevel:Default=Warning",
        "--Logging:Console:LogLevel:Microsoft.Hosting.Lifetime=Information",
        "--Logging:Console:LogToStandardErrorThreshold=None",
    ];

    private readonly Process process;

    private HostProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts a program that stands beside this one and waits until it listens.</summary>
    /// <param name="program">Its file, without extension.</param>
    /// <param name="arguments">Its settings; of two with one name the last one counts.</param>
    public static async Task<HostProcess> StartAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. arguments, .. Telling])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, told) => Read(program, told.Data, address);
        process.BeginOutputReadLine();
        try
        {
            return new HostProcess(process, await address.Task.WaitAsync(cancellation));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private static void Read(string program, string? line, TaskCompletionSource<Uri> address)
    {
        if (line is null)
        {
            address.TrySetException(new InvalidOperationException($"{program} ended before it listened."));
        }
        else if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
        else if (line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal))
        {
            Console.Error.WriteLine($"{program}: {line}");
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
