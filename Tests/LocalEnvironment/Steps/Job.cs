using System.Text.Json.Nodes;
using LocalEnvironment.ConnectorApi;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Errors;
using LocalEnvironment.Finance;
using LocalEnvironment.Hosting;
using LocalEnvironment.Input;
using LocalEnvironment.Narration;

namespace LocalEnvironment.Steps;

/// <summary>What the steps of one run share: the data, the environment with its people, who tells of it, and what one step leaves to the next.</summary>
internal sealed class Job(EnvironmentOptions options, LocalHosts hosts, Narrator narrator, TimeProvider clock)
{
    public EnvironmentOptions Options { get; } = options;

    public LocalHosts Hosts { get; } = hosts;

    public Narrator Narrator { get; } = narrator;

    public Patience Patience { get; } = new(options.PollInterval, options.Patience, clock);

    public MigrationData Data { get; } = MigrationDataReader.Read(options.Input);

    /// <summary>The text of finance.json.</summary>
    public string SetUp { get; } = FinanceSetupReader.Read(options.Input);

    /// <summary>Of the tables that the data names, and of those that its lookups name.</summary>
    public IReadOnlyDictionary<string, TableDefinition> Definitions { get; set; } = new Dictionary<string, TableDefinition>();

    /// <summary>Rows of the data that are in the environment already, under another id.</summary>
    public IReadOnlyDictionary<Guid, Guid> SameRows { get; set; } = new Dictionary<Guid, Guid>();

    /// <summary>Numbers of the invoices that were confirmed last.</summary>
    public IReadOnlyList<string> Confirmed { get; set; } = [];

    /// <summary>Drafts that revising has made.</summary>
    public IReadOnlyList<JsonObject> Corrections { get; set; } = [];

    /// <summary>What was refused or is stuck so far.</summary>
    public List<Message> Messages { get; } = [];

    public DataverseClient Administrator => Hosts.DataverseAs(Hosts.Personas.Administrator);

    public DataverseClient ProjectManager => Hosts.DataverseAs(Hosts.Personas.ProjectManager);

    public FinanceClient ProjectAccountant => Hosts.FinanceAs(Hosts.Personas.ProjectAccountant);

    public FinanceClient ReceivablesClerk => Hosts.FinanceAs(Hosts.Personas.ReceivablesClerk);

    public ConnectorClient Connector => Hosts.ConnectorAs(Hosts.Personas.Administrator);

    /// <summary>The definition of invoices, as the project manager sees it.</summary>
    public async Task<TableDefinition> InvoicesAsync(CancellationToken cancellation) =>
        await new DefinitionReader(ProjectManager).FindAsync("invoice", cancellation)
        ?? throw new InvalidDataException("The environment has no table invoice.");

    /// <summary>Shows refusals, and keeps them for the report.</summary>
    public void Refuse(IReadOnlyList<Message> refused)
    {
        foreach (var message in refused)
        {
            Narrator.Refusal(message);
        }

        Messages.AddRange(refused);
    }

    /// <summary>What finance answers; null where it refuses, which the report then lists.</summary>
    public async Task<T?> TryAsync<T>(Func<Task<T>> request)
        where T : class
    {
        try
        {
            return await request();
        }
        catch (FinanceException refused)
        {
            Messages.Add(refused.Refusal);
            return null;
        }
    }

    /// <summary>How long was waited, where what was waited for did not come.</summary>
    public string Waited(bool reached) => reached ? "" : $" after {Options.Patience.TotalSeconds:0} s";
}
