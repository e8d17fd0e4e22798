using Microsoft.AspNetCore.Builder;
using TokenAuthority;

namespace ProjectInvoice.Connector.Tests;

/// <summary>One token authority for all tests: the same one that the local environment uses.</summary>
[TestClass]
internal static class Authority
{
    public const string ConnectorClient = "c0000000-0000-4000-8000-000000000001";
    public const string FinanceClient = "finance";
    public const string AdministratorClient = "administrator";
    public const string Secret = "a secret of this test run, and of no other one";
    private static readonly TokenAuthorityOptions Options = new();
    private static WebApplication? application;

    public static string Url => application!.Urls.Single();

    [AssemblyInitialize]
    public static async Task StartAsync(TestContext context)
    {
        Options.Clients =
        [
            new TokenClient
            {
                ClientId = ConnectorClient,
                Secret = Secret,
                ObjectId = Guid.NewGuid(),
            },
            new TokenClient
            {
                ClientId = FinanceClient,
                Secret = Secret,
                ObjectId = Guid.NewGuid(),
            },
            new TokenClient
            {
                ClientId = AdministratorClient,
                Secret = Secret,
                ObjectId = Guid.NewGuid(),
            },
        ];
        application = TokenAuthorityApplication.Build(Options);
        await application.StartAsync(context.CancellationToken);
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (application is not null)
        {
            await application.DisposeAsync();
        }
    }

    /// <summary>Makes a host's address a resource, with the roles that each client has in one host or the other.</summary>
    public static void Accept(string url)
    {
        lock (Options)
        {
            Options.Clients.Single(client => client.ClientId == ConnectorClient).Grants[url] = ["Finance.Integration"];
            Options.Clients.Single(client => client.ClientId == FinanceClient).Grants[url] = ["Connector.Posting"];
            Options.Clients.Single(client => client.ClientId == AdministratorClient).Grants[url] =
            [
                "Connector.Administrator",
                "Finance.Administrator",
                "Finance.ProjectAccountant",
                "Finance.ReceivablesClerk",
                "Finance.Reader",
            ];
        }

        Options.Resources[url] = url;
    }

    /// <summary>Gives a client these roles at a host, and takes all others.</summary>
    public static void Grant(string client, string url, params string[] roles)
    {
        lock (Options)
        {
            Options.Clients.Single(known => known.ClientId == client).Grants[url] = roles;
        }
    }

    public static async Task<string> TokenAsync(string client, string resource)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = client,
                ["client_secret"] = Secret,
                ["scope"] = resource + "/.default",
            }
        );
        using var response = await http.PostAsync(new Uri(Url + "/connect/token"), form);
        var body = await response.Content.ReadAsStringAsync();
        Assert.IsTrue(response.IsSuccessStatusCode, body);
        return (string)Newtonsoft.Json.Linq.JObject.Parse(body)["access_token"]!;
    }
}
