using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Commands;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

/// <summary>
/// The connector as it is hosted, between a Dataverse and a finance of the test. It can crash at a named step and be started again on its database.
/// </summary>
internal sealed class Situation : IAsyncDisposable
{
    public const string SigningSecret = "the signing secret of this test, of 49 bytes in all";
    private readonly string folder = Directory.CreateTempSubdirectory("connector-tests-").FullName;
    private readonly Dictionary<string, string> settings = [];
    private WebApplication? application;
    private ScriptedServer? other;

    private Situation(FinanceServer finance) => Finance = finance;

    /// <summary>The connector's database.</summary>
    public TestDatabase Database { get; private set; } = null!;

    public DataverseServer Dataverse { get; } = new();

    public FinanceServer Finance { get; }

    /// <summary>The embedded finance application, where the situation has it instead of the scripted one.</summary>
    public EmbeddedFinance? EmbeddedFinance { get; private set; }

    public ThrowingProbe Probe { get; } = new();

    public string Url => application!.Urls.Single();

    public IServiceProvider Services => application!.Services;

    public string Folder => folder;

    /// <summary>Starts both servers; the connector is started by <see cref="StartAsync"/>.</summary>
    public static async Task<Situation> CreateAsync(bool bulkAction = true)
    {
        var situation = new Situation(new FinanceServer(bulkAction));
        if (!bulkAction)
        {
            // This server shows no postings.
            ProfileFiles.Change(situation, "Finance and operations apps", profile => profile["postings"] = new JArray());
        }

        situation.Database = await ChosenDatabase.CreateAsync(situation.folder);
        await situation.Dataverse.StartAsync();
        await situation.Finance.StartAsync();
        Authority.Accept(situation.Dataverse.Url);
        Authority.Accept(situation.Finance.Url);
        return situation;
    }

    public static async Task<Situation> StartedAsync(bool bulkAction = true)
    {
        var situation = await CreateAsync(bulkAction);
        await situation.StartAsync();
        return situation;
    }

    /// <summary>Puts another scripted system in the place of the finance server, with the profile and the maps that come with the connector for it.</summary>
    /// <param name="profile">The name of the profile, and of the folder of its maps.</param>
    /// <param name="change">What the test changes in a copy of the profile; by default postings are asked for in every run.</param>
    public async Task UseAsync(ScriptedServer finance, string profile, Action<JObject>? change = null)
    {
        await finance.StartAsync();
        Authority.Accept(finance.Url);
        other = finance;
        Set("Finance:Url", finance.Url);
        ProfileFiles.Change(this, profile, change ?? ProfileFiles.AskAlways);
        Set("TableMaps:Folder", Path.Combine(TableMapFiles.ShippedFolder, profile));
    }

    /// <summary>Puts the embedded finance application in the place of the scripted one.</summary>
    public async Task<EmbeddedFinance> UseEmbeddedFinanceAsync() => EmbeddedFinance = await EmbeddedFinance.StartAsync();

    /// <summary>What the test puts into the host beside its own services.</summary>
    public Action<IServiceCollection> Change { get; set; } = _ => { };

    public void Set(string key, string value) => settings[key] = value;

    /// <summary>Starts the connector on the situation's database. Its own clockwork stands still: each test runs the jobs it means.</summary>
    public async Task StartAsync(bool clockwork = false)
    {
        application = ConnectorApplication.Build(
            Settings(),
            services =>
            {
                services.AddLogging(logging => logging.ClearProviders());
                services.AddSingleton<StepProbe>(Probe);
                Change(services);
                if (!clockwork)
                {
                    var scheduler = services.Last(service =>
                        service.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService) && service.ImplementationFactory is not null
                    );
                    services.Remove(scheduler);
                }
            }
        );
        await application.StartAsync();
        Authority.Accept(Url);
        EmbeddedFinance?.CallBack(Url);
    }

    /// <summary>What the connector is started with.</summary>
    public string[] Settings()
    {
        var values = new Dictionary<string, string>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Dataverse:Url"] = Dataverse.Url,
            ["Dataverse:TokenUrl"] = Authority.Url + "/connect/token",
            ["Dataverse:ClientId"] = Authority.ConnectorClient,
            ["Dataverse:ClientSecret"] = Authority.Secret,
            ["Finance:Url"] = EmbeddedFinance?.Url ?? Finance.Url,
            ["Finance:TokenUrl"] = Authority.Url + "/connect/token",
            ["Finance:ClientId"] = Authority.ConnectorClient,
            ["Finance:ClientSecret"] = Authority.Secret,
            ["Authentication:Authority"] = Authority.Url,
            ["Signing:Secret"] = SigningSecret,
            ["Storage:ConnectionString"] = Database.ConnectionString,
            ["Retry:FirstDelay"] = "00:00:00.001",
            ["Polling:Interval"] = "01:00:00",
        };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        return values.Select(pair => $"--{pair.Key}={pair.Value}").ToArray();
    }

    /// <summary>Calls a command with the settings of the connector, as from a shell of its machine.</summary>
    public async Task<(int Code, string Output, string Error)> CommandAsync(params string[] words)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await new ConnectorCommandLine(CommandArguments.Of([.. words, .. Settings()]), output, error, Change).RunAsync();
        return (code, output.ToString(), error.ToString());
    }

    private async Task StopAsync()
    {
        await application!.DisposeAsync();
        Database.CloseConnections();
    }

    /// <summary>Ends the connector as its operator does.</summary>
    public Task LeaveAsync() => application!.StopAsync();

    /// <summary>Ends the connector as a crash would, then starts it anew on the same database.</summary>
    public async Task CrashAndStartAsync()
    {
        Probe.ThrowAt(null);
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Ends the connector, and starts it without its database.</summary>
    public async Task LoseDatabaseAsync()
    {
        await StopAsync();
        await Database.LoseAsync();
        await StartAsync();
    }

    public Task PollAsync() => Services.GetRequiredService<PollPendingMessages>().RunAsync(CancellationToken.None);

    public Task DeliverHeadersAsync() => Services.GetRequiredService<DeliverHeaders>().RunAsync(CancellationToken.None);

    public Task SynchronizeAsync() => Services.GetRequiredService<SynchronizeChanges>().RunAsync(CancellationToken.None);

    public Task PollPostingsAsync() => Services.GetRequiredService<PollPostings>().RunAsync(CancellationToken.None);

    public Task RecordPostingsAsync() => Services.GetRequiredService<RecordPostings>().RunAsync(CancellationToken.None);

    /// <summary>Everything the clockwork would do, once.</summary>
    public async Task RunAsync()
    {
        await PollAsync();
        await DeliverHeadersAsync();
        await SynchronizeAsync();
        await PollPostingsAsync();
        await RecordPostingsAsync();
    }

    public async Task<T> ReadAsync<T>(Func<ConnectorContext, Task<T>> read)
    {
        await using var context = await Services.GetRequiredService<IDbContextFactory<ConnectorContext>>().CreateDbContextAsync();
        return await read(context);
    }

    public Task<List<PendingRow>> PendingAsync() => ReadAsync(context => context.PendingRows.OrderBy(row => row.Sequence).ToListAsync());

    public static JObject Message(Guid invoiceId, string number = "PF-1003", Guid? messageId = null) =>
        new()
        {
            ["messageId"] = (messageId ?? Guid.NewGuid()).ToString("D"),
            ["messageType"] = "InvoiceConfirmed",
            ["invoiceId"] = invoiceId.ToString("D"),
            ["invoiceNumber"] = number,
            ["organizationId"] = "5d1c9a4e-3d8b-4a1c-9a07-3a51f2f1a001",
            ["correlationId"] = "0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99",
        };

    /// <summary>Sends a message as the delivery step does.</summary>
    public Task<(int Status, JObject Body)> PushAsync(JObject message, TimeSpan? age = null, string secret = SigningSecret, DateTimeOffset? signedOn = null) =>
        PushAsync(Encoding.UTF8.GetBytes(message.ToString(Newtonsoft.Json.Formatting.None)), age, secret, signedOn: signedOn);

    public async Task<(int Status, JObject Body)> PushAsync(
        byte[] body,
        TimeSpan? age = null,
        string secret = SigningSecret,
        byte[]? sent = null,
        DateTimeOffset? signedOn = null
    )
    {
        // The connector under test reads the machine's clock too: the replay window is between two processes.
        var timestamp = ((signedOn ?? TimeProvider.System.GetUtcNow()) - (age ?? TimeSpan.Zero)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp + "."), .. body];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        using var content = new ByteArrayContent(sent ?? body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.Add("X-Pinv-Timestamp", timestamp);
        content.Headers.Add("X-Pinv-Signature", "sha256=" + signature);
        return await SendAsync(HttpMethod.Post, "/api/messages", content, null);
    }

    public async Task<(int Status, JObject Body)> PostAsync(string path, JToken? body, string? client)
    {
        using var content = new StringContent(body?.ToString(Newtonsoft.Json.Formatting.None) ?? "", Encoding.UTF8, "application/json");
        return await SendAsync(HttpMethod.Post, path, content, client);
    }

    /// <summary>Sends a body as it is.</summary>
    public Task<(int Status, JObject Body)> PostContentAsync(string path, HttpContent content, string? client) =>
        SendAsync(HttpMethod.Post, path, content, client);

    public Task<(int Status, JObject Body)> GetAsync(string path, string? client) => SendAsync(HttpMethod.Get, path, null, client);

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await StopAsync();
        }

        await Dataverse.DisposeAsync();
        await Finance.DisposeAsync();
        if (other is not null)
        {
            await other.DisposeAsync();
        }

        if (EmbeddedFinance is not null)
        {
            await EmbeddedFinance.DisposeAsync();
        }

        await Database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(int Status, JObject Body)> SendAsync(HttpMethod method, string path, HttpContent? content, string? client)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(Url + path)) { Content = content };
        if (client is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Authority.TokenAsync(client, Url));
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? [] : (JObject)Http.NewtonsoftSerializer.Parse(text));
    }
}
