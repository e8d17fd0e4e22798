using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Tests.Outbound;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

/// <summary>A finance that cannot call is asked for what it posted. What it shows late, twice, in shifting pages or after a restore is recorded once.</summary>
[TestClass]
internal sealed class When_postings_are_asked_for
{
    [TestMethod]
    public async Task What_was_taken_is_not_told_again_after_a_restart()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var actual = await DeliveredAsync(situation, "2026-09-30");
        AppsBooks.PostJournal(apps, actual, "PJV-1", 1250m);
        await situation.RunAsync();

        await situation.CrashAndStartAsync();
        await situation.RunAsync();

        Assert.AreEqual(1, await PostingsAsync(situation));
        Assert.HasCount(1, situation.Dataverse.Calls);
    }

    [TestMethod]
    public async Task A_row_that_appears_with_a_time_before_the_last_is_taken()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var (late, early) = (await DeliveredAsync(situation, "2026-09-10"), await DeliveredAsync(situation, "2026-09-30"));
        AppsBooks.PostJournal(apps, early, "PJV-1", 1250m);
        await situation.RunAsync();

        AppsBooks.PostJournal(apps, late, "PJV-2", 1250m);
        await situation.RunAsync();

        CollectionAssert.AreEqual(new[] { early, late }, Recorded(situation));
    }

    [TestMethod]
    public async Task A_row_that_appears_later_than_the_overlap_is_taken_within_a_day()
    {
        var clock = new TwoClocks { Wall = new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero) };
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps, clock, source => (source["overlap"], source["sweep"]) = ("1.00:00:00", "60.00:00:00"));
        var (late, early) = (await DeliveredAsync(situation, "2026-09-01"), await DeliveredAsync(situation, "2026-09-30"));
        AppsBooks.PostJournal(apps, early, "PJV-1", 1250m);
        await situation.RunAsync();
        AppsBooks.PostJournal(apps, late, "PJV-2", 1250m);
        await situation.RunAsync();
        CollectionAssert.AreEqual(new[] { early }, Recorded(situation));

        clock.Wall += TimeSpan.FromHours(25);
        await situation.RunAsync();

        CollectionAssert.AreEqual(new[] { early, late }, Recorded(situation));
    }

    [TestMethod]
    public async Task A_time_of_tomorrow_hides_nothing_that_is_posted_today()
    {
        var clock = new TwoClocks { Wall = new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero) };
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps, clock, source => (source["overlap"], source["sweep"]) = ("1.00:00:00", "00:00:00"));
        var (ahead, today) = (await DeliveredAsync(situation, "2030-01-01"), await DeliveredAsync(situation, "2026-10-01"));
        AppsBooks.PostJournal(apps, ahead, "PJV-1", 1250m);
        await situation.RunAsync();

        AppsBooks.PostJournal(apps, today, "PJV-2", 1250m);
        await situation.RunAsync();

        CollectionAssert.AreEqual(new[] { ahead, today }, Recorded(situation));
    }

    [TestMethod]
    public async Task It_is_not_asked_more_often_than_the_profile_says()
    {
        var clock = new TwoClocks { Wall = new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero) };
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps, clock, source => source["every"] = "00:05:00");
        await situation.PollPostingsAsync();
        var asked = Asked(apps);

        clock.Wall += TimeSpan.FromMinutes(4);
        await situation.PollPostingsAsync();
        Assert.AreEqual(asked, Asked(apps));

        clock.Wall += TimeSpan.FromMinutes(1);
        await situation.PollPostingsAsync();
        Assert.AreEqual(2 * asked, Asked(apps));
    }

    [TestMethod]
    public async Task Pages_that_shift_while_they_are_read_lose_no_row()
    {
        var apps = new AppsServer { PageSize = 3 };
        await using var situation = await StartedAsync(apps);
        var actuals = new List<Guid>();
        for (var day = 1; day <= 10; day++)
        {
            actuals.Add(await DeliveredAsync(situation, string.Create(CultureInfo.InvariantCulture, $"2026-09-{day:00}")));
        }

        actuals.ForEach(actual => AppsBooks.PostJournal(apps, actual, $"PJV-{actual:N}"[..20], 1250m));
        var pages = 0;

        // Behind each page the first row moves to the end: what stood behind it moves forward, over the border of the page.
        apps.BeforePage = () =>
        {
            if (pages++ is > 0 and < 4)
            {
                var moved = AppsBooks.Posted(actuals[pages - 2], $"PJV-{actuals[pages - 2]:N}"[..20], 1250m);
                moved["AccountingDate"] = "2026-09-29T00:00:00Z";
                apps.Put("ProjActualsImports", moved);
            }
        };
        await situation.PollPostingsAsync();
        apps.BeforePage = () => { };
        await situation.RecordPostingsAsync();

        CollectionAssert.AreEquivalent(actuals, Recorded(situation));
    }

    [TestMethod]
    public async Task A_restored_finance_that_posts_the_same_again_changes_nothing()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var actual = await DeliveredAsync(situation, "2026-09-30");
        AppsBooks.PostJournal(apps, actual, "PJV-1", 1250m);
        await situation.RunAsync();

        apps.Put("ProjActualsImports", AppsBooks.Posted(actual, "", 0m));
        await situation.RunAsync();
        AppsBooks.PostJournal(apps, actual, "PJV-1", 1250m);
        await situation.RunAsync();

        Assert.AreEqual(1, await PostingsAsync(situation));
    }

    [TestMethod]
    public async Task A_restored_finance_that_posts_otherwise_is_told_alone()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var (first, second) = (await DeliveredAsync(situation, "2026-09-29"), await DeliveredAsync(situation, "2026-09-30"));
        AppsBooks.PostJournal(apps, first, "PJV-1", 1250m);
        await situation.RunAsync();

        AppsBooks.PostJournal(apps, first, "PJV-9", 1250m);
        AppsBooks.PostJournal(apps, second, "PJV-2", 1250m);
        await situation.RunAsync();

        var vouchers = situation.Dataverse.Calls.Select(call => (string)call.Body["Actuals"]!.Single()["msdyn_vouchernumber"]!);
        CollectionAssert.AreEqual(new[] { "PJV-1", "PJV-2", "PJV-9" }, vouchers.ToArray());
    }

    [TestMethod]
    public async Task An_invoice_whose_lines_are_not_all_posted_yet_waits_and_is_not_lost()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps, change: source => (source["overlap"], source["sweep"]) = ("00:00:01", "00:00:00"));
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var (first, second) = (sample.Actual(Sample.Billed), sample.Actual(Sample.Billed));
        await situation.RunAsync();
        AppsBooks.PostInvoice(apps, "PF-1003", "INV-7", "2026-10-02", 400m, (first, "PIV-1", 1250m, 250m));
        await situation.RunAsync();
        CollectionAssert.AreEqual(new[] { PostingErrors.NotCompleteYet.Code }, await TableMapFiles.CodesAsync(situation));

        // Somebody else's invoice, posted later, does not take the place forward.
        AppsBooks.PostInvoice(apps, "OTHER-1", "INV-8", "2026-10-20", 1m);
        await situation.RunAsync();
        AppsBooks.PostInvoice(apps, "PF-1003", "INV-7", "2026-10-02", 400m, (second, "PIV-1", 1250m, 250m));
        await situation.RunAsync();

        CollectionAssert.AreEquivalent(new[] { first, second }, Recorded(situation));
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task What_others_brought_to_the_same_finance_is_not_told()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var foreign = AppsBooks.Posted(Guid.NewGuid(), "PJV-77", 10m);
        foreign["AccountingDate"] = "2026-09-30T00:00:00Z";
        apps.Put("ProjActualsImports", foreign);

        await situation.RunAsync();

        Assert.AreEqual(0, await PostingsAsync(situation));
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task One_source_that_fails_does_not_stop_the_other()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var billed = sample.Actual(Sample.Billed);
        await situation.RunAsync();
        AppsBooks.PostInvoice(apps, "PF-1003", "INV-7", "2026-10-02", 200m, (billed, "PIV-1", 1250m, 250m));
        apps.Fail(
            request => request.Path.EndsWith("ProjActualsImports", StringComparison.Ordinal) && request.Query.Contains("orderby", StringComparison.Ordinal),
            Reply.FinanceError(400, "The query specified in the URI is not valid."),
            times: 100
        );

        await situation.RunAsync();

        CollectionAssert.AreEqual(new[] { billed }, Recorded(situation));
        Assert.HasCount(1, await TableMapFiles.CodesAsync(situation));
    }

    private static async Task<Guid> DeliveredAsync(Situation situation, string day)
    {
        var sample = new Sample(situation.Dataverse);
        var actual = sample.Actual(Sample.Unbilled, ofInvoice: false);
        situation.Dataverse.Put("msdyn_actual", actual, new { msdyn_accountingdate = day, msdyn_billingstatus = 192350000 });
        await situation.SynchronizeAsync();
        return actual;
    }

    private static async Task<Situation> StartedAsync(AppsServer apps, TwoClocks? clock = null, Action<JToken>? change = null)
    {
        var situation = await Situation.CreateAsync();
        await situation.UseAsync(
            apps,
            When_finance_and_operations_apps_keep_the_books.Profile,
            profile =>
            {
                ProfileFiles.AskAlways(profile);
                profile["postings"]!.ToList().ForEach(source => change?.Invoke(source));
            }
        );
        if (clock is not null)
        {
            situation.Change = services => services.AddSingleton<TimeProvider>(clock);
        }

        await situation.StartAsync();
        return situation;
    }

    private static Task<int> PostingsAsync(Situation situation) => situation.ReadAsync(context => context.Postings.CountAsync());

    private static int Asked(AppsServer apps) => apps.Requests.Count(request => request.Method == "GET" && request.Option("$orderby") is not null);

    private static List<Guid> Recorded(Situation situation) =>
        situation.Dataverse.Calls.SelectMany(call => call.Body["Actuals"]!).Select(actual => Guid.Parse((string)actual["msdyn_actualid"]!)).ToList();
}
