using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LocalDataverse;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.WebApi;
using LocalEnvironment.ConnectorApi;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Errors;
using LocalEnvironment.Finance;
using LocalEnvironment.SignIn;
using ModelDrivenShell;
using Solution.Deploy;
using TokenAuthority;

namespace LocalEnvironment.Hosting;

/// <summary>Token authority, Dataverse, finance and connector in this process, each listening on loopback; all of it is gone once disposed.</summary>
internal sealed class LocalHosts(EnvironmentOptions options, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>How often free ports are looked for again, where somebody else took one in between.</summary>
    private const int Attempts = 3;

    /// <summary>
    /// The choice value of transaction class Retainer here. The product's own is not published, so this environment has one with the publisher's prefix.
    /// </summary>
    public const int RetainerTransactionClass = 482190100;

    private const string AuthorityName = "token authority";
    private const string DataverseName = "Dataverse";
    public const string ConnectorName = "connector";
    public const string FinanceName = "finance";
    private const string ShellName = "model-driven shell";

    private readonly string storage = Directory.CreateTempSubdirectory("pinv-environment-").FullName;
    private readonly string signingSecret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    private readonly List<(string Name, WebApplication Host)> running = [];
    private readonly Dictionary<(Persona, string), HttpClient> clients = [];
    private readonly List<HttpMessageInvoker> invokers = [];
    private readonly Dictionary<string, FreePort> held = [];
    private Uri authority = null!;
    private Uri dataverse = null!;
    private Uri connector = null!;
    private Uri finance = null!;
    private Uri? shell;

    public Personas Personas { get; } = new();

    public Uri TokenEndpoint => new(authority, "connect/token");

    public IReadOnlyList<(string Name, Uri Address, string Hint)> Addresses =>
        [
            ("Dataverse", dataverse, "api/data/v9.2/invoices"),
            ("Connector", connector, "api/status"),
            ("Finance", finance, "data/GeneralJournalAccountEntries?cross-company=true"),
            ("Token authority", authority, ".well-known/openid-configuration"),
            .. shell is null ? [] : new[] { ("Apps", shell, "in a browser") },
        ];

    /// <summary>The Dataverse host, for tests that look behind its interface.</summary>
    public WebApplication DataverseHost { get; private set; } = null!;

    /// <summary>What is done with each host, by its name, before it starts: tests put something in front of it.</summary>
    public Action<string, WebApplication>? Starting { get; init; }

    /// <summary>
    /// Starts connector or finance, by name and settings, somewhere else than in this process, and sees to its end; null: they are started here.
    /// </summary>
    public Func<string, string[], CancellationToken, Task>? Elsewhere { get; init; }

    /// <summary>The database of finance, for tests that look behind its interface.</summary>
    public string FinanceDatabaseFile => Path.Combine(storage, "finance.db");

    /// <summary>The database of the connector, likewise.</summary>
    public string ConnectorDatabaseFile => Path.Combine(storage, "connector.db");

    /// <summary>The secret that messages to the connector are signed with.</summary>
    public string SigningSecret => signingSecret;

    /// <summary>Starts all but the connector, which needs the solution and its own user first.</summary>
    public async Task<string> StartAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                ChooseAddresses();
                await StartHostsAsync(cancellation);
                return string.Join(", ", Addresses.Select(host => $"{host.Name} {host.Address}"));
            }
            catch (IOException taken)
                when (taken.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
                    || taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException
                )
            {
                await StopAsync();
                if (
                    attempt == Attempts
                    || options.AuthorityPort is not null
                    || options.DataversePort is not null
                    || options.ConnectorPort is not null
                    || options.FinancePort is not null
                )
                {
                    throw new RunException(RunErrors.PortTaken.For("local environment", taken.Message.TrimEnd('.')));
                }
            }
        }
    }

    /// <summary>Installs the packed solution by the same command a user runs against a tenant.</summary>
    /// <param name="timeZone">Time zone of the company; null for the solution's own default.</param>
    public async Task<string> InstallSolutionAsync(string? timeZone, CancellationToken cancellation)
    {
        try
        {
            var result = await DeploySolution.RunAsync(
                new DeployOptions
                {
                    Url = dataverse,
                    TokenUrl = TokenEndpoint,
                    ClientId = Personas.Administrator.ClientId.ToString("d"),
                    ClientSecret = Personas.Administrator.Secret,
                    Managed = true,
                    ImportAgain = true,
                    ConnectorUrl = connector,
                    SigningSecret = signingSecret,
                    RetainerTransactionClass = RetainerTransactionClass,
                    TimeZone = timeZone,
                    Clock = clock,
                },
                cancellation
            );
            return $"{result.Solution} {result.Version}, managed";
        }
        catch (DeployException refusal)
        {
            throw new RunException(Message.From(refusal.Message, refusal.Code, "solution"));
        }
    }

    /// <summary>What the connector is started with; its commands take the same.</summary>
    public string[] ConnectorSettings =>
        [
            .. Common(connector),
            Setting("Dataverse:Url", dataverse),
            Setting("Dataverse:TokenUrl", TokenEndpoint),
            Setting("Dataverse:ClientId", Personas.Connector.ClientId),
            Setting("Dataverse:ClientSecret", Personas.Connector.Secret),
            Setting("Finance:Url", finance),
            Setting("Finance:TokenUrl", TokenEndpoint),
            Setting("Finance:ClientId", Personas.Connector.ClientId),
            Setting("Finance:ClientSecret", Personas.Connector.Secret),
            Setting("Signing:Secret", signingSecret),
            Setting("Storage:ConnectionString", $"Data Source={ConnectorDatabaseFile}"),
            Setting("Polling:Interval", TimeSpan.FromSeconds(1)),
        ];

    /// <summary>Starts the connector; its user in Dataverse has to be there.</summary>
    public Task StartConnectorAsync(CancellationToken cancellation) =>
        StartAsync(ConnectorName, ConnectorSettings, global::ProjectInvoice.Connector.ConnectorApplication.Build, cancellation);

    /// <summary>Starts finance, on whatever database stands there.</summary>
    public Task StartFinanceAsync(CancellationToken cancellation) =>
        StartAsync(
            FinanceName,
            [
                .. Common(finance),
                Setting("Storage:ConnectionString", $"Data Source={FinanceDatabaseFile}"),
                Setting("Staging:RetainerTransactionClassification", RetainerTransactionClass),
                Setting("Callback:Url", connector),
                Setting("Callback:TokenUrl", TokenEndpoint),
                Setting("Callback:ClientId", Personas.Finance.ClientId),
                Setting("Callback:ClientSecret", Personas.Finance.Secret),
                Setting("Callback:Scope", $"{Plain(connector)}/.default"),
            ],
            global::ProjectInvoice.Finance.FinanceApplication.Build,
            cancellation
        );

    /// <summary>Starts the page that shows the apps, for everybody who has a user in Dataverse.</summary>
    public async Task<Uri> StartShellAsync(CancellationToken cancellation)
    {
        var address = new Uri($"http://localhost:{options.ShellPort ?? HoldPort(ShellName)}");
        var users = Personas.All.Where(persona => persona.UsesDataverse);
        var shellOptions = new ShellOptions
        {
            Url = address,
            Dataverse = dataverse,
            Users = [.. users.Select(persona => ShellUserOf(persona))],
        };
        await StartAsync(ShellName, ShellApplication.Build(shellOptions), cancellation);
        shell = address;
        return address;
    }

    /// <summary>Stops the connector; it may be started again.</summary>
    public Task StopConnectorAsync() => StopAsync(ConnectorName);

    /// <summary>Stops finance; it may be started again.</summary>
    public Task StopFinanceAsync() => StopAsync(FinanceName);

    public DataverseClient DataverseAs(Persona persona) => new(ClientOf(persona, Resource.Dataverse, dataverse));

    public FinanceClient FinanceAs(Persona persona) => new(ClientOf(persona, Resource.Finance, finance));

    public ConnectorClient ConnectorAs(Persona persona) => new(ClientOf(persona, Resource.Connector, connector));

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        clients.Clear();
        LeavePorts();
        await StopAsync();
        foreach (var invoker in invokers)
        {
            invoker.Dispose();
        }

        Directory.Delete(storage, recursive: true);
    }

    private static string Setting(string key, object value) => $"--{key}={(value is Uri uri ? Plain(uri) : value)}";

    /// <summary>Without the slash at the end: that is how audiences and scopes are written.</summary>
    private static string Plain(Uri uri) => uri.ToString().TrimEnd('/');

    private void ChooseAddresses()
    {
        // By name: the sandbox of plug-ins lets no IP literal through.
        LeavePorts();
        authority = new Uri($"http://localhost:{options.AuthorityPort ?? HoldPort(AuthorityName)}");
        dataverse = new Uri($"http://localhost:{options.DataversePort ?? HoldPort(DataverseName)}");
        connector = new Uri($"http://localhost:{options.ConnectorPort ?? HoldPort(ConnectorName)}");
        finance = new Uri($"http://localhost:{options.FinancePort ?? HoldPort(FinanceName)}");
    }

    private int HoldPort(string name)
    {
        held[name] = new FreePort();
        return held[name].Number;
    }

    private void LeavePort(string name)
    {
        if (held.Remove(name, out var port))
        {
            port.Dispose();
        }
    }

    private void LeavePorts()
    {
        foreach (var port in held.Values)
        {
            port.Dispose();
        }

        held.Clear();
    }

    private async Task StartHostsAsync(CancellationToken cancellation)
    {
        await StartAsync(AuthorityName, TokenAuthorityApplication.Build(TokenAuthority()), cancellation);
        DataverseHost = LocalDataverseApplication.Build(
            [.. Common(dataverse), Setting("Organization:BaseCurrency", "USD"), Setting("Sandbox:AllowLoopback", true)],
            new OrganizationOptions { Clock = clock }
        );
        // An environment comes with its first administrator.
        DataverseHost
            .Services.GetRequiredService<DataverseOrganization>()
            .RegisterUser(
                new UserRegistration(Guid.NewGuid(), Personas.Administrator.Name, [Personas.Administrator.DataverseRole!])
                {
                    ApplicationId = Personas.Administrator.ClientId,
                    ObjectId = Personas.Administrator.ObjectId,
                }
            );
        foreach (var table in new[] { "msdyn_actual", "msdyn_invoicelinetransaction" })
        {
            DataverseHost
                .Services.GetRequiredService<DataverseOrganization>()
                .AddOptions(table, "msdyn_transactionclassification", [new ChoiceOption(RetainerTransactionClass, "Retainer")]);
        }

        await StartAsync(DataverseName, DataverseHost, cancellation);
        await StartFinanceAsync(cancellation);
    }

    private TokenAuthorityOptions TokenAuthority()
    {
        var authorityOptions = new TokenAuthorityOptions
        {
            Url = authority,
            Clients =
            [
                .. Personas.All.Select(persona => new TokenClient
                {
                    ClientId = persona.ClientId.ToString("d"),
                    Secret = persona.Secret,
                    ObjectId = persona.ObjectId,
                    Grants = persona.Roles.ToDictionary(),
                }),
            ],
        };
        authorityOptions.Resources[Resource.Dataverse] = Plain(dataverse);
        authorityOptions.Resources[Resource.Connector] = Plain(connector);
        authorityOptions.Resources[Resource.Finance] = Plain(finance);
        return authorityOptions;
    }

    private IEnumerable<string> Common(Uri address) =>
        [
            $"--urls={Plain(address)}",
            Setting("Authentication:Authority", authority),
            Setting("Authentication:Audience", address),
            $"--Logging:Console:LogLevel:Default={(options.ShowLogs ? "Information" : "None")}",
            "--Logging:Console:LogToStandardErrorThreshold=Trace",
        ];

    private Task StartAsync(string name, string[] settings, Func<string[], WebApplication> build, CancellationToken cancellation)
    {
        if (Elsewhere is null)
        {
            return StartAsync(name, build(settings), cancellation);
        }

        LeavePort(name);
        return Elsewhere(name, settings, cancellation);
    }

    private async Task StartAsync(string name, WebApplication host, CancellationToken cancellation)
    {
        running.Add((name, host));
        Starting?.Invoke(name, host);
        LeavePort(name);
        try
        {
            await host.StartAsync(cancellation);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or IOException))
        {
            throw new RunException(RunErrors.HostNotStarted.For(name, failure.Message.TrimEnd('.')));
        }
    }

    /// <summary>In the opposite order of the start, so that nobody calls a host that is gone.</summary>
    private async Task StopAsync()
    {
        foreach (var (name, _) in Enumerable.Reverse(running).ToList())
        {
            await StopAsync(name);
        }
    }

    private async Task StopAsync(string name)
    {
        var (_, host) = running.Single(running => running.Name == name);
        running.RemoveAll(running => running.Name == name);
        await host.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
    }

    private ShellUser ShellUserOf(Persona persona) =>
        new(persona.Name, InvokerOf(persona)) { ChooseLanguage = (language, cancellation) => ChooseLanguageAsync(persona, language, cancellation) };

    /// <summary>As the personal settings of a user do it.</summary>
    private async Task ChooseLanguageAsync(Persona persona, int language, CancellationToken cancellation)
    {
        const string Settings = "usersettingscollection";
        var administrator = DataverseAs(Personas.Administrator);
        var users = await administrator.QueryAsync($"systemusers?$select=systemuserid&$filter=applicationid eq {persona.ClientId}", cancellation);
        var user = users.Single()["systemuserid"]!.GetValue<string>();
        var known = await administrator.QueryAsync($"{Settings}?$select=uilanguageid&$filter=systemuserid eq {user}", cancellation);
        if (known.Count == 0)
        {
            await administrator.PostAsync(Settings, new JsonObject { ["systemuserid"] = user, ["uilanguageid"] = language }, cancellation);
        }
        else if (known[0]["uilanguageid"]?.GetValue<int>() != language)
        {
            await administrator.PatchAsync($"{Settings}({user})", new JsonObject { ["uilanguageid"] = language }, cancellation);
        }
    }

    private HttpMessageInvoker InvokerOf(Persona persona)
    {
        var invoker = new HttpMessageInvoker(new SignedInHandler(TokenEndpoint, persona, dataverse));
        invokers.Add(invoker);
        return invoker;
    }

    private HttpClient ClientOf(Persona persona, string resource, Uri address)
    {
        if (!clients.TryGetValue((persona, resource), out var client))
        {
            client = new HttpClient(new SignedInHandler(TokenEndpoint, persona, address)) { BaseAddress = address, Timeout = options.Patience };
            clients[(persona, resource)] = client;
        }

        return client;
    }
}
