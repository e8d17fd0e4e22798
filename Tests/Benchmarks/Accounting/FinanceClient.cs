using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Benchmarks.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TokenAuthority;

namespace Benchmarks.Accounting;

/// <summary>Calls one instance of finance over HTTP as its users do, each with a token of its role.</summary>
internal sealed class FinanceClient : IDisposable
{
    private const string Secret = "benchmark-only";

    private static readonly string[] Roles =
    [
        "Finance.Integration",
        "Finance.ProjectAccountant",
        "Finance.ReceivablesClerk",
        "Finance.Reader",
        "Finance.Administrator",
    ];
    private static readonly TokenAuthorityOptions Options = new() { AccessTokenLifetime = TimeSpan.FromHours(8) };
    private static readonly Lazy<Task<WebApplication>> Authority = new(StartAuthorityAsync);

    private readonly Dictionary<string, HttpClient> clients = new(StringComparer.Ordinal);
    private readonly HostProcess finance;

    private FinanceClient(HostProcess finance) => this.finance = finance;

    public static async Task<Uri> AuthorityAsync() =>
        new((await Authority.Value).Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<FinanceClient> ConnectAsync(HostProcess finance)
    {
        var authority = await AuthorityAsync();
        var resource = finance.Address.ToString().TrimEnd('/');
        var client = new FinanceClient(finance);
        foreach (var known in Options.Clients)
        {
            known.Grants[resource] = [known.ClientId];
        }

        using var http = new HttpClient();
        foreach (var role in Roles)
        {
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = role,
                    ["client_secret"] = Secret,
                    ["scope"] = $"{resource}/.default",
                }
            );
            using var response = await http.PostAsync(new Uri(authority, "/connect/token"), form);
            var token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
            client.clients[role] = new HttpClient
            {
                BaseAddress = finance.Address,
                Timeout = Timeout.InfiniteTimeSpan,
                DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            };
        }

        return client;
    }

    public Task SetupAsync(JsonNode setUp, CancellationToken cancellation) =>
        SendAsync("Finance.Administrator", HttpMethod.Put, "/api/setup", JsonContent.Create(setUp), cancellation);

    public Task HeaderAsync(BenchmarkInvoice invoice, CancellationToken cancellation) =>
        SendAsync(
            "Finance.Integration",
            HttpMethod.Post,
            "/data/ProjInvoiceProposals?cross-company=true",
            JsonContent.Create(invoice.Header(), options: new JsonSerializerOptions()),
            cancellation
        );

    /// <summary>The bulk action: one streamed array.</summary>
    public Task<Cost> RowsAsync(string set, HttpContent rows, CancellationToken cancellation) =>
        TimedAsync("Finance.Integration", HttpMethod.Post, $"/data/{set}/Microsoft.Dynamics.DataEntities.ImportRows?cross-company=true", rows, cancellation);

    public Task<Cost> BatchAsync(HttpContent batch, CancellationToken cancellation) =>
        TimedAsync("Finance.Integration", HttpMethod.Post, "/data/$batch", batch, cancellation);

    public Task<Cost> ImportAsync(string? proposal, CancellationToken cancellation) =>
        TimedAsync(
            "Finance.ProjectAccountant",
            HttpMethod.Post,
            "/api/import",
            JsonContent.Create(new { company = BenchmarkInvoice.Company, proposal }),
            cancellation
        );

    public Task<Cost> PostJournalsAsync(string? journal, CancellationToken cancellation) =>
        TimedAsync(
            "Finance.ProjectAccountant",
            HttpMethod.Post,
            "/api/journals/post",
            JsonContent.Create(new { company = BenchmarkInvoice.Company, journal }),
            cancellation
        );

    public Task<Cost> PostInvoiceAsync(string proposal, CancellationToken cancellation) =>
        TimedAsync(
            "Finance.ReceivablesClerk",
            HttpMethod.Post,
            $"/api/proposals/{BenchmarkInvoice.Company}/{proposal}/post",
            JsonContent.Create(new { }),
            cancellation
        );

    /// <summary>The check that ledger and subledgers agree.</summary>
    public Task<Cost> AgreementAsync(CancellationToken cancellation) => TimedAsync("Finance.Reader", HttpMethod.Get, "/api/agreement", null, cancellation);

    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellation) =>
        JsonNode.Parse(await SendAsync("Finance.Reader", HttpMethod.Get, path, null, cancellation))!;

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    private async Task<Cost> TimedAsync(string role, HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        var processor = finance.Processor();
        var start = Stopwatch.GetTimestamp();
        await SendAsync(role, method, path, content, cancellation);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Cost(elapsed.TotalSeconds, (finance.Processor() - processor).TotalSeconds);
    }

    private async Task<string> SendAsync(string role, HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await clients[role].SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
    }

    private static async Task<WebApplication> StartAuthorityAsync()
    {
        foreach (var role in Roles)
        {
            Options.Clients.Add(
                new TokenClient
                {
                    ClientId = role,
                    Secret = Secret,
                    ObjectId = Guid.NewGuid(),
                    Grants = new ConcurrentDictionary<string, string[]>(StringComparer.OrdinalIgnoreCase),
                }
            );
        }

        var authority = TokenAuthorityApplication.Build(Options);
        await authority.StartAsync();
        return authority;
    }
}
