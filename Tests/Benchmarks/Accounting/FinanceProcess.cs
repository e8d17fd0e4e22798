using Benchmarks.Measuring;

namespace Benchmarks.Accounting;

/// <summary>Finance in a process of its own on a free port of loopback.</summary>
internal static class FinanceProcess
{
    public static Task<HostProcess> StartAsync(string connectionString, Uri authority, CancellationToken cancellation) =>
        HostProcess.StartAsync(
            "Finance",
            ["--urls=http://127.0.0.1:0", $"--Storage:ConnectionString={connectionString}", $"--Authentication:Authority={authority.ToString().TrimEnd('/')}"],
            cancellation
        );
}
