using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LocalDataverse;
using LocalDataverse.Registration;
using LocalDataverse.SolutionImport;
using LocalDataverse.WebApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Xrm.Sdk;
using Solution.Deploy;
using Solution.Tests.Importing;
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

    /// <summary>Tables whose rows stay after an uninstallation: jobs, and what is shared with others.</summary>
    public static string[] WhatThePlatformKeeps { get; } =
    ["importjob", "asyncoperation", "publisher", "privilege", "sdkmessage", "sdkmessagefilter", "plugintracelog"];

    public DataverseOrganization Organization { get; }

    public string? InstalledVersion =>
        Organization
            .Rows("solution")
            .SingleOrDefault(row => row.GetAttributeValue<string>("uniquename") == "ProjectInvoiceIntegration")
            ?.GetAttributeValue<string>("version");

    public Uri Url => new(dataverse.Urls.Single());

    public ConcurrentQueue<string> Lines { get; } = new();

    /// <param name="starting">What is done with Dataverse before it starts.</param>
    public static async Task<RunningEnvironment> Start(OrganizationOptions? options = null, Action<WebApplication>? starting = null)
    {
        var authorityOptions = new TokenAuthorityOptions { Clients = [Administrator, Reader] };
        var authority = TokenAuthorityApplication.Build(authorityOptions);
        await authority.StartAsync();
        var dataverse = LocalDataverseApplication.Build(
            ["--urls=http://127.0.0.1:0", $"--Authentication:Authority={authority.Urls.Single()}"],
            options ?? new OrganizationOptions()
        );
        starting?.Invoke(dataverse);
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
            PollInterval = TimeSpan.FromMilliseconds(20),
            Progress = new LineProgress(Lines),
        };

    /// <summary>Imports without the command, as another administrator would.</summary>
    public void Import(byte[] solution, bool holding) =>
        SolutionImporter.Import(Organization, solution, new Caller(Organization.AdministratorId), holding: holding);

    /// <summary>A client of the Web API that asks in the name of a user; the administrator signs in for it.</summary>
    public async Task<HttpClient> ClientOfAsync(Guid user, CancellationToken cancellation)
    {
        var client = new HttpClient { BaseAddress = new Uri(Url, "/api/data/v9.2/") };
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = Administrator.ClientId,
                ["client_secret"] = Administrator.Secret,
                ["scope"] = $"{Url.GetLeftPart(UriPartial.Authority)}/.default",
            }
        );
        using var answer = await client.PostAsync(Options().TokenUrl, form, cancellation);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!["access_token"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        client.DefaultRequestHeaders.Add("MSCRMCallerID", user.ToString("D"));
        return client;
    }

    /// <summary>Changes a step as somebody with the Plug-in Registration Tool would.</summary>
    public void ChangeStep(Guid step, int rank) =>
        Organization.CreateService(Organization.AdministratorId).Update(new Entity("sdkmessageprocessingstep", step) { ["rank"] = rank });

    public async ValueTask DisposeAsync()
    {
        await dataverse.StopAsync();
        await dataverse.DisposeAsync();
        await authority.DisposeAsync();
    }
}
