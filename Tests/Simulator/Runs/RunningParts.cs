using LocalDataverse;
using Simulator.Faults;
using Simulator.Hosts;
using Simulator.Network;
using Simulator.Time;
using Simulator.World;

namespace Simulator.Runs;

/// <summary>The parts of one run, on copies of what was prepared.</summary>
internal sealed class RunningParts : IDisposable
{
    private readonly string folder = RunFolder.Create();
    private readonly PreparedWorld world;

    public RunningParts(PreparedWorld world, FaultPlan plan, RunLog log, int attempts)
    {
        this.world = world;
        var people = world.Personas;
        Tokens = new Tokens([.. people.All]);
        Dataverse = new DataversePart(world.DataverseClock, Tokens, Write) { Organization = world.Organization() };
        Connector = new ConnectorPart(Path.Combine(folder, "connector.db"), world.SigningSecret, people.Connector, new HostClock(world.Clock), Tokens, Write)
        {
            Attempts = attempts,
        };
        Finance = new FinancePart(Path.Combine(folder, "finance.db"), people.Finance, new HostClock(world.Clock), Tokens, Write);
        world.CopyBooks(Finance.File);
        Network = new SimulatedNetwork(plan, world.Clock, Tokens, log, All, world.Door);
        Connector.Transport = Network.WayOutOf(Connector);
        Finance.Transport = Network.WayOutOf(Finance);
        world.Door.Way = Network.PushAsync;

        void Write(string text) => log.Write(world.Clock.Now, text);
    }

    public Tokens Tokens { get; }

    public DataversePart Dataverse { get; }

    public ConnectorPart Connector { get; }

    public FinancePart Finance { get; }

    public SimulatedNetwork Network { get; }

    public IReadOnlyList<Part> All => [Dataverse, Connector, Finance];

    public DataverseOrganization Organization => Dataverse.Organization;

    public async Task StartAsync()
    {
        foreach (var part in All.Where(part => !part.IsUp))
        {
            await part.StartAsync();
        }
    }

    public string BackupOf(string file) => Path.Combine(folder, Path.GetFileName(file) + ".backup");

    public void Dispose()
    {
        world.Door.Way = _ => Task.FromResult<HttpResponseMessage?>(null);
        foreach (var part in All)
        {
            part.Dispose();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
