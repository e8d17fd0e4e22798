using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Agreement;
using TokenAuthority;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>Finance on loopback with a database of its own, a token authority, and clients for every role.</summary>
internal sealed class FinanceHost : IAsyncDisposable
{
    private const string Secret = "known to this run of the tests only, and long enough";

    private static readonly SharedAuthority Authority = new();

    private ConcurrentDictionary<string, Lazy<Task<HttpClient>>> clients = new(StringComparer.Ordinal);
    private readonly Action<IServiceCollection>? services;
    private readonly bool ownsDatabase;
    private WebApplication app;

    private FinanceHost(WebApplication app, TestDatabase database, bool ownsDatabase, string[] arguments, Action<IServiceCollection>? services)
    {
        this.app = app;
        this.ownsDatabase = ownsDatabase;
        this.services = services;
        Database = database;
        Arguments = arguments;
    }

    public string[] Arguments { get; }

    public IServiceProvider Services => app.Services;

    public Uri Address => AddressOf(app);

    public TestDatabase Database { get; }

    /// <summary>What the books differ in when the host goes: nothing, but where a test says so.</summary>
    public string Differences { get; set; } = string.Empty;

    public static async Task<FinanceHost> StartAsync(params string[] extra) =>
        await StartAsync(await TestDatabase.CreateAsync(), ownsDatabase: true, null, extra);

    /// <summary>One more instance on a database, which stays when the host goes.</summary>
    /// <param name="services">Registers what the instance uses instead of or beside its own parts.</param>
    /// <param name="extra">Further settings.</param>
    public static Task<FinanceHost> StartOnAsync(TestDatabase database, Action<IServiceCollection>? services, params string[] extra) =>
        StartAsync(database, ownsDatabase: false, services, extra);

    public static string SecretArgument => $"--Callback:ClientSecret={Secret}";

    /// <summary>Stops the host and starts it again on the same database, as after a restart of the machine.</summary>
    public async Task RestartAsync(params string[] extra)
    {
        await app.DisposeAsync();
        await DisposeClientsAsync();
        app = await RunAsync([.. Arguments, .. extra], services);
    }

    /// <summary>The client of a role; several tasks of a test may ask for the same one at once.</summary>
    public Task<HttpClient> AsAsync(string role) => clients.GetOrAdd(role, name => new Lazy<Task<HttpClient>>(() => SignInAsync(name))).Value;

    public Task<Answer> SetupAsync(JsonNode setUp) => SendAsync("Finance.Administrator", HttpMethod.Put, "/api/setup", setUp);

    public Task<Answer> ImportAsync(string? proposal = null) =>
        SendAsync("Finance.ProjectAccountant", HttpMethod.Post, "/api/import", new JsonObject { ["company"] = null, ["proposal"] = proposal });

    public Task<Answer> PostJournalsAsync() => SendAsync("Finance.ProjectAccountant", HttpMethod.Post, "/api/journals/post", new JsonObject());

    public Task<Answer> PostProposalAsync(string proposal, string? date = null, string company = "USPM") =>
        SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, $"/api/proposals/{company}/{proposal}/post", new JsonObject { ["invoiceDate"] = date });

    public Task<Answer> DeleteLinesAsync(string proposal) =>
        SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, $"/api/proposals/USPM/{proposal}/delete-lines", null);

    /// <summary>Changes the header of a proposal, or one of its lines.</summary>
    public Task<Answer> ChangeProposalAsync(
        string proposal,
        JsonObject change,
        int? line = null,
        string role = "Finance.ReceivablesClerk",
        string? ifMatch = null
    ) =>
        SendAsync(
            role,
            HttpMethod.Patch,
            line is null
                ? $"/data/ProjInvoiceProposals(dataAreaId='USPM',InvoiceProposalId='{proposal}')?cross-company=true"
                : $"/data/ProjInvoiceProposalLines(dataAreaId='USPM',InvoiceProposalId='{proposal}',LineNumber={line})?cross-company=true",
            change,
            ifMatch
        );

    public Task<Answer> SendRowsAsync(string set, IEnumerable<JsonObject> rows) =>
        SendAsync(
            "Finance.Integration",
            HttpMethod.Post,
            $"/data/{set}/Microsoft.Dynamics.DataEntities.ImportRows?cross-company=true",
            new JsonObject { ["rows"] = new JsonArray([.. rows.Select(row => row.DeepClone())]) }
        );

    public Task<Answer> SendRowAsync(string set, JsonObject row, string role = "Finance.Integration") =>
        SendAsync(role, HttpMethod.Post, $"/data/{set}?cross-company=true", row);

    public Task<Answer> GetAsync(string path, string role = "Finance.Reader") => SendAsync(role, HttpMethod.Get, path, null);

    public async Task<List<JsonNode>> RowsAsync(string set, string query = "")
    {
        var answer = await GetAsync($"/data/{set}?cross-company=true{(query.Length == 0 ? string.Empty : "&" + query)}");
        Assert.AreEqual(200, answer.Status, answer.Text);
        return [.. answer.Json["value"]!.AsArray().Select(row => row!)];
    }

    public Task<Answer> SendAsync(string role, HttpMethod method, string path, JsonNode? body, string? ifMatch = null) =>
        SendTextAsync(role, method, path, body?.ToJsonString(), ifMatch);

    public async Task<Answer> SendTextAsync(
        string role,
        HttpMethod method,
        string path,
        string? body,
        string? ifMatch = null,
        string contentType = "application/json"
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await (await AsAsync(role)).SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends requests as one change set.</summary>
    public Task<Answer> BatchAsync(string role, IEnumerable<BatchPart> parts) => BatchAsync(role, new MultipartBatch(Address).ChangeSet(parts));

    public Task<Answer> BatchAsync(string role, MultipartBatch batch) =>
        SendTextAsync(role, HttpMethod.Post, "/data/$batch", batch.ToString(), contentType: MultipartBatch.ContentType);

    /// <summary>The three sets of books agree.</summary>
    public async Task BooksAgreeAsync()
    {
        var answer = await GetAsync("/api/agreement");
        Assert.AreEqual(200, answer.Status, answer.Text);
        Assert.AreEqual("[]", answer.Json["differences"]!.ToJsonString());
    }

    /// <summary>Whatever a test did: the books agree in the end.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            Assert.AreEqual(Differences, string.Join('\n', await Services.GetRequiredService<BooksAgreement>().FindDifferencesAsync(CancellationToken.None)));
        }
        finally
        {
            await DisposeClientsAsync();
            await app.DisposeAsync();
            if (ownsDatabase)
            {
                await Database.DisposeAsync();
            }
        }
    }

    private async Task<HttpClient> SignInAsync(string role)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };
        if (role.Length > 0)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                await Authority.TokenAsync(role, Address.ToString().TrimEnd('/'))
            );
        }

        return client;
    }

    private async Task DisposeClientsAsync()
    {
        var clients = Interlocked.Exchange(ref this.clients, new(StringComparer.Ordinal));
        foreach (var client in clients.Values)
        {
            (await client.Value).Dispose();
        }
    }

    private static async Task<FinanceHost> StartAsync(TestDatabase database, bool ownsDatabase, Action<IServiceCollection>? services, string[] extra)
    {
        var authority = await Authority.StartAsync();
        string[] arguments =
        [
            "--urls=http://127.0.0.1:0",
            $"--Storage:ConnectionString={database.ConnectionString}",
            $"--Authentication:Authority={authority}",
            "--Logging:LogLevel:Default=Warning",
            "--Work:Workers=2",
            .. extra,
        ];
        var app = await RunAsync(arguments, services);
        return new FinanceHost(app, database, ownsDatabase, arguments, services);
    }

    private static async Task<WebApplication> RunAsync(string[] arguments, Action<IServiceCollection>? services)
    {
        var app = FinanceApplication.Build(arguments, OrderedQueries.Require + services);
        await app.StartAsync();
        return app;
    }

    private static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private sealed class SharedAuthority
    {
        private readonly TokenAuthorityOptions options = new();
        private readonly Lazy<Task<string>> address;

        public SharedAuthority()
        {
            foreach (
                var role in new[]
                {
                    "Finance.Integration",
                    "Finance.ProjectAccountant",
                    "Finance.ReceivablesClerk",
                    "Finance.Reader",
                    "Finance.Administrator",
                    "Connector.Posting",
                    "Nobody",
                }
            )
            {
                options.Clients.Add(
                    new TokenClient
                    {
                        ClientId = role,
                        Secret = Secret,
                        ObjectId = Guid.NewGuid(),
                        Grants = new ConcurrentDictionary<string, string[]>(StringComparer.OrdinalIgnoreCase),
                    }
                );
            }

            address = new(ListenAsync);
        }

        public Task<string> StartAsync() => address.Value;

        private async Task<string> ListenAsync()
        {
            var authority = TokenAuthorityApplication.Build(options);
            await authority.StartAsync();
            return AddressOf(authority).ToString().TrimEnd('/');
        }

        public async Task<string> TokenAsync(string client, string resource)
        {
            Register(resource);
            using var http = new HttpClient();
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = client,
                    ["client_secret"] = Secret,
                    ["scope"] = $"{resource}/.default",
                }
            );
            using var response = await http.PostAsync(new Uri($"{await StartAsync()}/connect/token"), form);
            var json = await response.Content.ReadFromJsonAsync<JsonElement>();
            return json.TryGetProperty("access_token", out var token) ? token.GetString()! : throw new InvalidOperationException(json.ToString());
        }

        public void Register(string resource)
        {
            foreach (var client in options.Clients)
            {
                client.Grants[resource] = [client.ClientId];
            }
        }
    }

    /// <summary>The address of the authority that signs in for every host of this run.</summary>
    public static Task<string> AuthorityAsync() => Authority.StartAsync();

    public static Task<string> TokenAsync(string role, string resource) => Authority.TokenAsync(role, resource);

    public static void RegisterResource(string resource) => Authority.Register(resource);
}
