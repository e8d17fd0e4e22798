using System.Text.Json.Nodes;
using LocalDataverse;
using LocalEnvironment.Hosting;
using LocalEnvironment.Narration;
using LocalEnvironment.SignIn;
using LocalEnvironment.Steps;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Simulator.Drafting;
using Simulator.Time;
using Spectre.Console;

namespace Simulator.World;

/// <summary>
/// What every run begins with, made once in a process by the steps of the local environment: Dataverse with the solution, its people and master data, finance
/// with its set-up, and patterns of invoices. Each run takes copies.
/// </summary>
internal sealed class PreparedWorld : IDisposable
{
    private static readonly HashSet<string> PatternInvoices = ["PF-1001", "PF-1003", "PF-1005", "PF-1009", "PF-1010"];

    private readonly string folder;
    private readonly DataverseOrganization organization;

    private PreparedWorld(string folder, DataverseOrganization organization, Personas personas, IReadOnlyList<Pattern> patterns, PlugInDoor door)
    {
        this.folder = folder;
        this.organization = organization;
        Personas = personas;
        Patterns = patterns;
        Door = door;
    }

    public static DateTimeOffset Begin { get; } = new(2026, 10, 5, 14, 0, 0, TimeSpan.Zero);

    public required SimulatedClock Clock { get; init; }

    public required HostClock DataverseClock { get; init; }

    public required string SigningSecret { get; init; }

    /// <summary>The set-up of finance as a whole.</summary>
    public required JsonNode SetUp { get; init; }

    public Personas Personas { get; }

    public IReadOnlyList<Pattern> Patterns { get; }

    /// <summary>Where messages of the plug-ins come in.</summary>
    public PlugInDoor Door { get; }

    public static async Task<PreparedWorld> MakeAsync()
    {
        var clock = new SimulatedClock();
        clock.Begin(Begin);
        var dataverseClock = new HostClock(clock);
        using var sample = SampleFolder.With(PatternInvoices);
        var folder = RunFolder.Create();
        var options = new EnvironmentOptions { Input = sample.Path };
        await using var hosts = new LocalHosts(options, dataverseClock);
        var job = new Job(options, hosts, new Narrator(Silent(), TimeProvider.System), TimeProvider.System);
        foreach (var step in new IStep[] { new StartHosts(), new InstallSolution(), new CheckData(), new CreateUsers(), new SetUpFinance(), new LoadData() })
        {
            await step.RunAsync(job, CancellationToken.None);
        }

        var organization = hosts.DataverseHost.Services.GetRequiredService<DataverseOrganization>().Fork();
        await hosts.StopFinanceAsync();
        await CopyAsync(hosts.FinanceDatabaseFile, Path.Combine(folder, "finance.db"));
        var patterns = Pattern.TakeOut(organization, job.Data);
        var door = await PlugInDoor.OpenAsync(hosts.SigningSecret, dataverseClock);
        Point(organization, door.Address);
        return new PreparedWorld(folder, organization, hosts.Personas, patterns, door)
        {
            Clock = clock,
            DataverseClock = dataverseClock,
            SigningSecret = hosts.SigningSecret,
            SetUp = JsonNode.Parse(job.SetUp)!,
        };
    }

    /// <summary>Dataverse as it was prepared.</summary>
    public DataverseOrganization Organization() => organization.Fork();

    /// <summary>The books as they were prepared.</summary>
    public void CopyBooks(string file) => File.Copy(Path.Combine(folder, "finance.db"), file);

    public void Dispose()
    {
        Door.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Takes a file over with all that stands in its log.</summary>
    public static async Task CopyAsync(string from, string to)
    {
        await using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        await using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        await source.OpenAsync();
        await target.OpenAsync();
        source.BackupDatabase(target);
    }

    private static void Point(DataverseOrganization organization, Uri address)
    {
        var service = organization.CreateService(organization.AdministratorId);
        var query = new QueryExpression("environmentvariablevalue") { ColumnSet = new ColumnSet(true) };
        var definition = query.AddLink("environmentvariabledefinition", "environmentvariabledefinitionid", "environmentvariabledefinitionid");
        definition.LinkCriteria.AddCondition("schemaname", ConditionOperator.Equal, "pinv_ConnectorUrl");
        var value = service.RetrieveMultiple(query).Entities.Single();
        service.Update(new Entity(value.LogicalName, value.Id) { ["value"] = address.OriginalString.TrimEnd('/') });
    }

    private static IAnsiConsole Silent() =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(TextWriter.Null),
            }
        );
}
