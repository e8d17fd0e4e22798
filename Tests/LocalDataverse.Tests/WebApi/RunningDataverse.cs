using System.Security.Cryptography.X509Certificates;
using LocalDataverse.Registration;
using LocalDataverse.Tests.TokenAuthority;
using LocalDataverse.WebApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TokenAuthority;

namespace LocalDataverse.Tests.WebApi;

/// <summary>An organization behind real HTTP on loopback, with the authority that its tokens come from.</summary>
internal sealed class RunningDataverse : IAsyncDisposable
{
    private static readonly Lazy<Task<RunningDataverse>> SharedInstance = new(() => Start());
    private readonly RunningAuthority authority;
    private readonly WebApplication application;
    private readonly string url;

    private RunningDataverse(RunningAuthority authority, WebApplication application)
    {
        this.authority = authority;
        this.application = application;
        url = application.Urls.Single();
        authority.Options.Resources["dataverse"] = url;
        Organization = application.Services.GetRequiredService<DataverseOrganization>();
    }

    /// <summary>One organization for all tests that need no set-up of their own; their rows never meet.</summary>
    public static Task<RunningDataverse> Shared => SharedInstance.Value;

    public string ServiceRoot => url + "/api/data/v9.2/";

    public DataverseOrganization Organization { get; }

    public WebApiClient Administrator { get; private set; } = null!;

    public static TokenClient AdministratorClient { get; } = Client("a1000000-0000-4000-8000-000000000001");

    public static TokenClient ReaderClient { get; } = Client("a1000000-0000-4000-8000-000000000002");

    public static TokenClient StrangerClient { get; } = Client("a1000000-0000-4000-8000-000000000003");

    public static TokenClient PersonClient { get; } = Client("a1000000-0000-4000-8000-000000000004");

    public static Guid ReaderId { get; } = new("a2000000-0000-4000-8000-000000000002");

    public static Guid AdministratorUserId { get; } = new("a2000000-0000-4000-8000-000000000001");

    public static Guid PersonId { get; } = new("a2000000-0000-4000-8000-000000000004");

    public static async Task<RunningDataverse> Start(OrganizationOptions? options = null, params string[] settings)
    {
        var authority = await RunningAuthority.Start(AdministratorClient, ReaderClient, StrangerClient, PersonClient);
        var application = LocalDataverseApplication.Build(
            ["--urls=http://127.0.0.1:0", $"--Authentication:Authority={authority.Url}", .. settings],
            options ?? new OrganizationOptions()
        );
        await application.StartAsync();
        var running = new RunningDataverse(authority, application);
        var organization = running.Organization;
        organization.RegisterRole(new RoleRegistration(new Guid("a3000000-0000-4000-8000-000000000001"), "Account Reader", ["prvReadAccount"]));
        organization.RegisterUser(
            new UserRegistration(AdministratorUserId, "Application with every right", ["System Administrator"])
            {
                ApplicationId = Guid.Parse(AdministratorClient.ClientId),
            }
        );
        organization.RegisterUser(
            new UserRegistration(ReaderId, "Application that reads", ["Account Reader"]) { ApplicationId = Guid.Parse(ReaderClient.ClientId) }
        );
        organization.RegisterUser(new UserRegistration(PersonId, "Person known by object id", ["System Administrator"]) { ObjectId = PersonClient.ObjectId });
        running.Administrator = await running.SignIn(AdministratorClient);
        return running;
    }

    public async Task<WebApiClient> SignIn(TokenClient client) => WebApiClient.SignedIn(ServiceRoot, await Token(client), Trusted());

    public Task<string> Token(TokenClient client) => authority.Token(client, url);

    /// <summary>A token for another resource than this host.</summary>
    public async Task<string> TokenForAnotherResource()
    {
        authority.Options.Resources["another"] = "http://another.example";
        return await authority.Token(AdministratorClient, "http://another.example");
    }

    public async ValueTask DisposeAsync()
    {
        Administrator.Dispose();
        await application.StopAsync();
        await application.DisposeAsync();
        await authority.DisposeAsync();
    }

    private X509Certificate2? Trusted() =>
        application.Configuration["Https:Certificate"] is { Length: > 0 } path ? X509CertificateLoader.LoadCertificateFromFile(path) : null;

    private static TokenClient Client(string id) =>
        new()
        {
            ClientId = id,
            Secret = "secret of " + id,
            ObjectId = Guid.Parse(id.Replace("a1", "a9", StringComparison.Ordinal)),
        };
}
