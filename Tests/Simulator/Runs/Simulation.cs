using System.Globalization;
using System.ServiceModel;
using System.Text.Json.Nodes;
using LocalDataverse;
using Microsoft.Xrm.Sdk;
using Simulator.Drafting;
using Simulator.Faults;
using Simulator.Hosts;
using Simulator.Invariants;
using Simulator.World;

namespace Simulator.Runs;

/// <summary>One seed: invoices are drafted, everything is done in an order that the seed chooses while faults strike, then all is mended and rests.</summary>
internal sealed class Simulation : IDisposable
{
    private const int RoundsUntilQuiet = 60;
    private const int QuietRounds = 2;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(61);

    private readonly PreparedWorld world;
    private readonly RunOptions options;
    private readonly int seed;
    private readonly FaultPlan plan;
    private readonly RunLog log = new();
    private readonly RunningParts parts;
    private readonly Dictionary<string, int> done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> writtenBack = new(StringComparer.Ordinal);
    private readonly List<string> rewritten = [];
    private readonly FaultInjector faults;
    private IReadOnlyList<DraftedInvoice> drafted = [];
    private bool interleaving;

    private Simulation(PreparedWorld world, int seed, RunOptions options)
    {
        this.world = world;
        this.seed = seed;
        this.options = options;
        plan = new FaultPlan(seed, options.Faults ?? FaultPlan.Choose(seed));
        world.Clock.Begin(PreparedWorld.Begin);
        world.DataverseClock.Skew = TimeSpan.Zero;
        parts = new RunningParts(world, plan, log, plan.Of(0, 2));
        parts.Network.Meanwhile = MeanwhileAsync;
        parts.Network.Spoiler = options.Spoiler;
        faults = new FaultInjector(world, parts, plan, text => log.Write(world.Clock.Now, text));
    }

    public static async Task<RunResult> RunAsync(PreparedWorld world, int seed, RunOptions options)
    {
        using var simulation = new Simulation(world, seed, options);
        return await simulation.RunAsync();
    }

    public void Dispose() => parts.Dispose();

    private async Task<RunResult> RunAsync()
    {
        faults.ChooseBegin();
        drafted = new DraftInvoices(world, parts.Organization, plan).Make(seed, options.Lines);
        faults.TakeFromSetUp();
        await parts.StartAsync();
        for (var step = 0; step < options.Steps; step++)
        {
            await StepAsync();
            Watch();
        }

        await MendAsync();
        await RestAsync();
        var state = Reader().Read(drafted, rewritten);
        return new RunResult(seed, state, done, plan.Struck, log.Lines, AllInvariants.FaultsOf(state));
    }

    private EndStateReader Reader() => new(parts.Organization, parts.Finance.File, parts.Connector.File);

    private async Task StepAsync()
    {
        await faults.StrikeAsync(drafted);
        await (
            plan.Next(12) switch
            {
                0 or 1 => Do("confirm", () => Confirm(plan.Of<DraftedInvoice>([.. drafted]))),
                2 => Do("asynchronous steps", () => RunSteps(plan.Next(1, 5))),
                3 => DoAsync("tick", parts.Connector, TickAsync),
                4 => DoAsync("messages", parts.Connector, parts.Connector.DeliverMessagesAsync),
                5 => DoAsync("changes", parts.Connector, parts.Connector.SynchronizeAsync),
                6 => DoAsync("postings", parts.Connector, parts.Connector.RecordPostingsAsync),
                7 => DoAsync("import", parts.Finance, parts.Finance.ImportAsync),
                8 => DoAsync("journals", parts.Finance, parts.Finance.PostJournalsAsync),
                9 => DoAsync("post", parts.Finance, PostReadyAsync),
                10 => DoAsync("callbacks", parts.Finance, parts.Finance.SendCallbacksAsync),
                _ => Do("time", () => world.Clock.Advance(TimeSpan.FromSeconds(plan.Next(1, 90)))),
            }
        );
    }

    private Task TickAsync()
    {
        parts.Connector.Tick();
        return Task.CompletedTask;
    }

    private Task Do(string what, Action action)
    {
        Note(what);
        action();
        return Task.CompletedTask;
    }

    private async Task DoAsync(string what, Part part, Func<Task> action)
    {
        if (!part.IsUp)
        {
            return;
        }

        Note(what);
        try
        {
            await action();
        }
        catch (Exception broken) when (part.Life.IsDead || broken is not InvalidOperationException)
        {
            // As the clockwork keeps it: the next run makes up for it.
            log.Write(world.Clock.Now, $"{part.Name} {what} ended: {broken.GetType().Name}");
        }
    }

    private void Note(string what)
    {
        done[what] = done.GetValueOrDefault(what) + 1;
        log.Write(world.Clock.Now, what);
    }

    private void Confirm(DraftedInvoice invoice)
    {
        var manager = parts.Organization.FindUser(world.Personas.ProjectManager.ClientId, null)!.Value;
        try
        {
            parts.Organization.Execute(
                new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) },
                new Caller(manager)
            );
            log.Write(world.Clock.Now, $"confirmed {invoice.Number}");
        }
        catch (FaultException<OrganizationServiceFault> refusal)
        {
            log.Write(world.Clock.Now, $"{invoice.Number} refused: {refusal.Detail.Message}");
        }
        catch (KilledException killed)
        {
            log.Write(world.Clock.Now, $"{invoice.Number}: {killed.Message}");
        }
    }

    private void RunSteps(int limit)
    {
        try
        {
            var result = parts.Organization.RunAsyncOperations(limit);
            log.Write(world.Clock.Now, string.Create(CultureInfo.InvariantCulture, $"{result}"));
        }
        catch (Exception broken) when (broken is KilledException or FaultException<OrganizationServiceFault>)
        {
            log.Write(world.Clock.Now, $"asynchronous service ended: {broken.Message}");
        }
    }

    private async Task PostReadyAsync()
    {
        foreach (
            var number in Reader()
                .Read([], [])
                .Proposals.Where(proposal => !proposal.IsPosted)
                .Select(proposal => proposal.Number)
                .Order(StringComparer.Ordinal)
        )
        {
            var answer = await parts.Finance.AskAsync(
                world.Personas.ReceivablesClerk,
                HttpMethod.Post,
                $"api/proposals/USPM/{Uri.EscapeDataString(number)}/post",
                new JsonObject { ["invoiceDate"] = null, ["customerInvoiceNumber"] = null }
            );
            log.Write(
                world.Clock.Now,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"post {number} {answer?.Status} {answer?.Body?["error"]?["message"] ?? answer?.Body?["customerInvoiceNumber"]}"
                )
            );
        }
    }

    /// <summary>What somebody else does while a request is on its way: at the same time, in an order that the seed chooses.</summary>
    private async Task MeanwhileAsync(Part caller)
    {
        if (interleaving || !plan.Strikes(Fault.Concurrent, 0.15))
        {
            return;
        }

        interleaving = true;
        try
        {
            await (
                plan.Next(caller == parts.Connector ? 5 : 2) switch
                {
                    0 => Do("confirm meanwhile", () => Confirm(plan.Of<DraftedInvoice>([.. drafted]))),
                    1 => Do("asynchronous steps meanwhile", () => RunSteps(2)),
                    2 => DoAsync("import meanwhile", parts.Finance, parts.Finance.ImportAsync),
                    3 => DoAsync("journals meanwhile", parts.Finance, parts.Finance.PostJournalsAsync),
                    _ => DoAsync("post meanwhile", parts.Finance, PostReadyAsync),
                }
            );
        }
        finally
        {
            interleaving = false;
        }
    }

    private async Task MendAsync()
    {
        plan.IsOver = true;
        faults.Mend();
        await parts.StartAsync();
        await faults.CompleteSetUpAsync();
        await parts.Network.ArriveAllAsync();
        await faults.RepeatAsync();
        Watch();
    }

    private async Task RestAsync()
    {
        for (var (round, quiet) = (0, 0); round < RoundsUntilQuiet && quiet < QuietRounds; round++)
        {
            foreach (var invoice in Reader().Read(drafted, []).Invoices.Where(invoice => !invoice.IsConfirmed))
            {
                Confirm(drafted.Single(draft => draft.Number == invoice.Number));
            }

            RunSteps(int.MaxValue);
            parts.Connector.Tick();
            await DoAsync("messages", parts.Connector, parts.Connector.DeliverMessagesAsync);
            await DoAsync("changes", parts.Connector, parts.Connector.SynchronizeAsync);
            await DoAsync("numbers", parts.Finance, parts.Finance.CompareNumbersAsync);
            await DoAsync("import", parts.Finance, parts.Finance.ImportAsync);
            await DoAsync("journals", parts.Finance, parts.Finance.PostJournalsAsync);
            await DoAsync("import", parts.Finance, parts.Finance.ImportAsync);
            await DoAsync("post", parts.Finance, PostReadyAsync);
            await DoAsync("callbacks", parts.Finance, parts.Finance.SendCallbacksAsync);
            await DoAsync("postings", parts.Connector, parts.Connector.RecordPostingsAsync);
            RunSteps(int.MaxValue);
            Watch();
            world.Clock.Advance(Round);
            var state = Reader().Read(drafted, []);
            quiet = state.Invoices.All(invoice => invoice.IsPosted) && state.Unfinished.Count == 0 ? quiet + 1 : 0;
        }
    }

    private void Watch()
    {
        foreach (var (record, value) in Reader().WrittenBack(drafted))
        {
            if (writtenBack.TryGetValue(record, out var before) && before != value)
            {
                rewritten.Add($"{record}: {before} became {value}");
            }

            writtenBack[record] = value;
        }
    }
}
