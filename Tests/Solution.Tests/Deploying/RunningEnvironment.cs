using System.Collections.Concurrent;
using LocalDataverse;
using LocalDataverse.Registration;
using LocalDataverse.WebApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Solution.Deploy;
using TokenAuthority;

namespace Solution.Tests.Deploying;

/// <summary>An environment to deploy into: a local Dataverse and the authority of its tokens, over HTTP on free ports.</summary>
internal sealed class RunningEnvironment : IAsyncDisposable
{
    private readonly WebApplication authority;
    private readonly WebApplication dataverse;

    private RunningEnvironment(WebApplication authority, WebApplication dataverse)
    {
        this.authority = authority;
        this.dataverse = dataverse;
        Organization = dataverse.Services.GetRequiredService<DataverseOrganization>();
    }

    public static TokenClient Administrator { get; } =
        new()
        {
            ClientId = "a1000000-0000-4000-8000-000000000001",
            Secret = "secret-of-the-administrator",
            ObjectId = Guid.NewGuid(),
        };

    public static TokenClient Reader { get; } =
        new()
        {
            ClientId = "a1000000-0000-4000-8000-000000000002",
            Secret = "secret-of-the-reader",
            ObjectId = Guid.NewGuid(),
        };

    public DataverseOrganization Organization { get; }

    public Uri Url => new(dataverse.Urls.Single());

    public ConcurrentQueue<string> Lines { get; } = new();

    public static async Task<RunningEnvironment> Start(OrganizationOptions? options = null)
    {
        var authorityOptions = new TokenAuthorityOptions { Clients = [Administrator, Reader] };
        var authority = TokenAuthorityApplication.Build(authorityOptions);
        await authority.StartAsync();
        var dataverse = LocalDataverseApplication.Build(
            ["--urls=http://127.0.0.1:0", $"--Authentication:Authority={authority.Urls.Single()}"],
            options ?? new OrganizationOptions()
        );
        await dataverse.StartAsync();
        authorityOptions.Resources["dataverse"] = dataverse.Urls.Single();
        var running = new RunningEnvironment(authority, dataverse);
        running.Organization.RegisterUser(
            new UserRegistration(Guid.NewGuid(), "Deployment", ["System Administrator"]) { ApplicationId = Guid.Parse(Administrator.ClientId) }
        );
        running.Organization.RegisterRole(new RoleRegistration(Guid.NewGuid(), "Solution Reader", ["prvReadSolution"]));
        running.Organization.RegisterUser(new UserRegistration(Guid.NewGuid(), "Reader", ["Solution Reader"]) { ApplicationId = Guid.Parse(Reader.ClientId) });
        return running;
    }

    public DeployOptions Options() =>
        new()
        {
            Url = Url,
            TokenUrl = new Uri(authority.Urls.Single() + "/connect/token"),
            ClientId = Administrator.ClientId,
            ClientSecret = Administrator.Secret,
            Progress = new LineProgress(Lines),
        };

    public async ValueTask DisposeAsync()
    {
        await dataverse.StopAsync();
        await dataverse.DisposeAsync();
        await authority.DisposeAsync();
    }

    private sealed class LineProgress(ConcurrentQueue<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Enqueue(value);
    }
}
