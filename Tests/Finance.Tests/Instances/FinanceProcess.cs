using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Instances;

/// <summary>Finance as an operating system process of its own, as it is run; it can be killed.</summary>
internal sealed class FinanceProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly ConcurrentQueue<string> log = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, Task<HttpClient>> clients = new(StringComparer.Ordinal);

    private FinanceProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    public string Log => string.Join('\n', log);

    public static async Task<FinanceProcess> StartAsync(TestDatabase database, params string[] extra)
    {
        string[] arguments =
        [
            typeof(FinanceApplication).Assembly.Location,
            "--urls=http://127.0.0.1:0",
            $"--Storage:ConnectionString={database.ConnectionString}",
            $"--Authentication:Authority={await FinanceHost.AuthorityAsync()}",
            "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
            .. extra,
        ];
        var finance = new FinanceProcess(
            new Process
            {
                StartInfo = new ProcessStartInfo("dotnet", arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                },
            }
        );
        finance.process.Start();
        finance.process.BeginOutputReadLine();
        finance.process.BeginErrorReadLine();
        var exit = finance.process.WaitForExitAsync();
        var first = await Task.WhenAny(finance.address.Task, exit).WaitAsync(StartLimit);
        Assert.AreNotSame(exit, first, $"Finance did not start: {finance.Log}");
        return finance;
    }

    /// <summary>Ends the process as a power cut would: SIGKILL, nothing is finished or released.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        Assert.AreEqual(137, process.ExitCode, "128 and SIGKILL.");
    }

    public async Task<Answer> SendAsync(string role, HttpMethod method, string path, JsonNode? body)
    {
        var client = await clients.GetOrAdd(role, SignInAsync);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
        {
            (await client).Dispose();
        }

        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task<HttpClient> SignInAsync(string role)
    {
        var address = await this.address.Task;
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await FinanceHost.TokenAsync(role, address.ToString().TrimEnd('/'))
        );
        return client;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        log.Enqueue(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0)
        {
            address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
    }
}
