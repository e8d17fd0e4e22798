using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;
using LocalEnvironment.SignIn;

namespace EndToEnd.Tests.Crashes;

/// <summary>The Dataverse host as a program in a process of its own, on a database file; it ends by being killed.</summary>
internal sealed class DataverseProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);
    private readonly Process process;
    private readonly Uri tokenEndpoint;
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> halted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> output = [];
    private readonly List<HttpClient> clients = [];

    private DataverseProcess(Process process, Uri tokenEndpoint)
    {
        this.process = process;
        this.tokenEndpoint = tokenEndpoint;
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>Starts the host and waits until it listens; <paramref name="settings"/> come to those that every start has.</summary>
    public static async Task<DataverseProcess> StartAsync(
        string databaseFile,
        Uri authority,
        System.Collections.Concurrent.ConcurrentDictionary<string, string> resources,
        CancellationToken cancellation,
        params string[] settings
    )
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "LocalDataverse.WebApi.dll"),
            "--urls=http://127.0.0.1:0",
            $"--Authentication:Authority={authority}",
            $"--Storage:ConnectionString=Data Source={databaseFile}",
            "--Sandbox:AllowLoopback=true",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
            .. settings,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var running = new DataverseProcess(Process.Start(start)!, new Uri(authority, "connect/token"));
        try
        {
            running.Listen();
            running.Url = await running.listening.Task.WaitAsync(Deadline, cancellation);
            resources["dataverse"] = running.Url.ToString().TrimEnd('/');
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public async Task<DataverseClient> SignInAsync(Persona persona, CancellationToken cancellation)
    {
        var http = new HttpClient { BaseAddress = Url };
        clients.Add(http);
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = persona.ClientId.ToString("d"),
                ["client_secret"] = persona.Secret,
                ["scope"] = $"{Url.ToString().TrimEnd('/')}/.default",
            }
        );
        using var answer = await http.PostAsync(tokenEndpoint, form, cancellation);
        var body = await answer.Content.ReadAsStringAsync(cancellation);
        Assert.IsTrue(answer.IsSuccessStatusCode, body);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", JsonNode.Parse(body)!["access_token"]!.GetValue<string>());
        return new DataverseClient(http);
    }

    /// <summary>Waits until the host has stopped where its settings say.</summary>
    public async Task HaltedAsync(CancellationToken cancellation)
    {
        try
        {
            await halted.Task.WaitAsync(Deadline, cancellation);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The host never came to the place where it should halt. It said:\n{Output}");
        }
    }

    /// <summary>Ends the process at once (SIGKILL): nothing of it gets another word.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        clients.ForEach(client => client.Dispose());
        process.Dispose();
    }

    private string Output
    {
        get
        {
            lock (output)
            {
                return string.Join('\n', output);
            }
        }
    }

    private void Listen()
    {
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) =>
        {
            var end = new InvalidOperationException($"The host has ended with code {process.ExitCode}. It said:\n{Output}");
            listening.TrySetException(end);
            halted.TrySetException(end);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        const string Address = "Now listening on: ";
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.Add(line);
        }

        if (line.IndexOf(Address, StringComparison.Ordinal) is var place and >= 0)
        {
            listening.TrySetResult(new Uri(line[(place + Address.Length)..].Trim()));
        }
        else if (line.StartsWith("Halted", StringComparison.Ordinal))
        {
            halted.TrySetResult(line);
        }
    }
}
