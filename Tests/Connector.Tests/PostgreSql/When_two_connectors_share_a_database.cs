using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Tests;

/// <summary>Two hosts between the same two sides. One that stands still is taken for dead after two seconds; woken up late, it writes nothing.</summary>
[TestClass]
internal sealed class When_two_connectors_share_a_database
{
    private const int Rows = 12;

    private static readonly ClaimTimes Short = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));

    [TestMethod]
    public async Task Both_work_and_each_thing_is_there_once()
    {
        await using var first = await CreateAsync();
        await using var second = await BesideAsync(first);
        await first.StartAsync();
        await second.StartAsync();
        await ConfirmAsync(first);

        await Deadline.UntilAsync(async () =>
        {
            await Task.WhenAll(first.RunAsync(), second.RunAsync());
            return await IsDoneAsync(first);
        });

        AssertThereOnce(first);
    }

    [TestMethod]
    public async Task Their_clockwork_delivers_what_was_pushed_to_one_of_them()
    {
        await using var first = await CreateAsync();
        await using var second = await BesideAsync(first);
        await first.StartAsync(clockwork: true);
        await second.StartAsync(clockwork: true);
        var sample = new Sample(first.Dataverse);
        sample.Actual(Sample.Billed);

        Assert.AreEqual(202, (await second.PushAsync(Situation.Message(sample.Invoice))).Status);

        await Deadline.UntilAsync(() =>
            Task.FromResult(first.Finance.Rows("ProjInvoiceProposals").Count == 1 && first.Finance.Rows("ProjActualsImports").Count == 1)
        );
    }

    [TestMethod]
    [DataRow(StepProbe.HeaderPosted, true)]
    [DataRow(StepProbe.HeaderMarked, false)]
    [DataRow(StepProbe.PageStored, false)]
    [DataRow(StepProbe.BatchPosted, true)]
    [DataRow(StepProbe.BatchMarked, false)]
    [DataRow(StepProbe.PostingRecorded, true)]
    [DataRow(StepProbe.PostingMarked, false)]
    public async Task One_that_stands_still_behind_a_step_is_taken_over_and_writes_nothing_when_it_wakes_up(string step, bool hasToMark)
    {
        using var probe = new BlockingProbe(step);
        await using var first = await CreateAsync();
        first.Change = services => services.AddSingleton(Short).AddSingleton<TimeProvider>(new StandingClock()).AddSingleton<StepProbe>(probe);
        await using var second = await BesideAsync(first);
        await first.StartAsync();
        await ConfirmAsync(first);
        var standing = Task.Run(first.RunAsync);
        await probe.Reached;

        await second.StartAsync();
        await Deadline.UntilAsync(async () =>
        {
            await second.RunAsync();
            return await IsDoneAsync(second);
        });
        var before = await ContentAsync(second);
        probe.LetGo();
        var woken = await Task.WhenAny(standing);

        // Behind other steps it may claim anew what is left, of which there is nothing.
        var isRefused = woken.Exception?.InnerException is ConnectorException { Error: var error } && error == StorageErrors.TakenOver;
        Assert.IsTrue(isRefused || !hasToMark);
        Assert.AreEqual(before, await ContentAsync(second));
        AssertThereOnce(first);
    }

    [TestMethod]
    public async Task One_that_takes_leave_leaves_nothing_claimed()
    {
        await using var first = await CreateAsync();
        await first.StartAsync();
        Assert.AreEqual(1, await InstancesAsync(first));

        await first.LeaveAsync();

        await using var second = await BesideAsync(first);
        await second.StartAsync();
        Assert.AreEqual(1, await InstancesAsync(second));
    }

    private static async Task<Situation> CreateAsync()
    {
        var situation = await Situation.CreateAsync();
        situation.Set("Dataverse:PageSize", "5");
        situation.Set("Delivery:RowsABatch", "4");
        situation.Change = services => services.AddSingleton(Short);
        return situation;
    }

    /// <summary>A second connector, not yet started, on the database and between the sides of the first.</summary>
    private static async Task<Situation> BesideAsync(Situation first)
    {
        var second = await CreateAsync();
        second.Set("Storage:ConnectionString", first.Database.ConnectionString);
        second.Set("Dataverse:Url", first.Dataverse.Url);
        second.Set("Finance:Url", first.Finance.Url);
        return second;
    }

    private static async Task ConfirmAsync(Situation situation)
    {
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var billed = Enumerable.Range(0, Rows).Select(_ => sample.Actual(Sample.Billed)).ToList();
        var posting = When_the_connector_crashes.Posting(billed[0]);
        Assert.AreEqual(202, (await situation.PostAsync("/api/postings", posting, Authority.FinanceClient)).Status);
    }

    private static Task<bool> IsDoneAsync(Situation situation) =>
        situation.ReadAsync(async context =>
            await context.Messages.AllAsync(message => message.State == WorkState.Done)
            && await context.Messages.AnyAsync()
            && await context.Postings.AllAsync(part => part.State == WorkState.Done)
            && !await context.PendingRows.AnyAsync()
            && await context.DeliveredRows.CountAsync() == Rows
        );

    private static void AssertThereOnce(Situation situation)
    {
        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
        Assert.HasCount(Rows, situation.Finance.Rows("ProjActualsImports"));
        Assert.AreEqual(Rows + 1, situation.Finance.Counts.Inserted);
        Assert.AreEqual(1, situation.Dataverse.Calls.Select(call => call.Body.ToString()).Distinct().Count(), "a repeated call is the same call");
    }

    private static Task<string> ContentAsync(Situation situation) =>
        situation.ReadAsync(async context =>
            JsonConvert.SerializeObject(
                new
                {
                    Messages = await context.Messages.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(),
                    Postings = await context.Postings.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(),
                    Pending = await context.PendingRows.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(),
                    Delivered = await context.DeliveredRows.AsNoTracking().OrderBy(row => row.Map).ThenBy(row => row.RecordId).ToListAsync(),
                }
            )
        );

    private static Task<int> InstancesAsync(Situation situation) => situation.ReadAsync(context => context.Set<ConnectorInstance>().CountAsync());
}
