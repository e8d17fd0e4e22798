using System.Text.Json.Nodes;
using Npgsql;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Instances;

/// <summary>
/// Two processes of finance on one database import and post: by themselves, by a recurring batch and on request; one is killed while both work. From then on
/// nobody asks: the other one takes over soon, and the books are those of a run in which nobody died.
/// </summary>
[TestClass]
[TestCategory("Process")]
public sealed class When_one_of_two_instances_is_killed
{
    private const string Open = "SELECT count(*) FROM \"InvoiceProposal\" WHERE \"ProposalStatus\" IN ('Open', 'Ready')";

    private static readonly string[] Work = [FinanceSample.RetainerArgument, "--Work:Import=2", "--Work:Journals=2"];

    private static readonly Lazy<Task<TestDatabase>> Staged = new(StageAsync);
    private static readonly Lazy<Task<EndState>> WithoutACrash = new(RunWithoutACrashAsync);

    [TestMethod]
    [DataRow("SELECT count(*) FROM \"IntegrationJournal\"", 3, DisplayName = "journals are being imported")]
    [DataRow("SELECT count(*) FROM \"LedgerVoucher\" WHERE \"JournalId\" IS NOT NULL", 20, DisplayName = "journals are being posted")]
    [DataRow("SELECT count(*) FROM \"PostedInvoice\"", 5, DisplayName = "invoices are being posted")]
    public async Task The_other_one_takes_over_and_the_books_are_the_same(string progress, int reached)
    {
        var expected = await WithoutACrash.Value;
        await using var database = await (await Staged.Value).ForkAsync();
        await using var receiver = await CallbackReceiver.StartAsync();
        string[] settings = [.. Work, $"--Callback:Url={receiver.Url}"];
        var starts = await Task.WhenAll(FinanceProcess.StartAsync(database, settings), FinanceProcess.StartAsync(database, settings));
        await using var dying = starts[0];
        await using var surviving = starts[1];
        var batch = new JsonObject
        {
            ["id"] = Guid.NewGuid(),
            ["company"] = "USPM",
            ["recurring"] = "* * * * *",
        };
        (await dying.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", batch)).Ok();
        using var killed = new CancellationTokenSource();
        var requests = new[] { RequestAsync(dying, killed.Token), RequestAsync(surviving, killed.Token) };
        await Waiting.UntilAsync(async () => await CountAsync(database, progress) >= reached, pollMilliseconds: 5);
        await dying.KillAsync();
        var open = await CountAsync(database, Open);
        await killed.CancelAsync();
        await Task.WhenAll(requests);
        Assert.AreNotEqual(0, open, "The instance was killed when all was done.");
        await Waiting.UntilAsync(async () =>
            await CountAsync(database, Open) == 0 && await CountAsync(database, "SELECT count(*) FROM \"CallbackPart\" WHERE \"Status\" = 'Pending'") == 0
        );
        await using var reader = await FinanceHost.StartOnAsync(database, null);
        (await EndState.ReadAsync(reader, receiver)).Equals(expected, surviving.Log);
        await reader.BooksAgreeAsync();
    }

    [ClassCleanup]
    public static async Task DropAsync()
    {
        if (Staged is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await Staged.Value).DisposeAsync();
        }
    }

    /// <summary>Asks an instance to import and post until one of them is dead.</summary>
    private static async Task RequestAsync(FinanceProcess instance, CancellationToken killed)
    {
        try
        {
            while (!killed.IsCancellationRequested)
            {
                await instance.SendAsync("Finance.ProjectAccountant", HttpMethod.Post, "/api/import", new JsonObject());
                await instance.SendAsync("Finance.ProjectAccountant", HttpMethod.Post, "/api/journals/post", new JsonObject());
                var proposals = (await instance.SendAsync("Finance.Reader", HttpMethod.Get, "/data/ProjInvoiceProposals?cross-company=true", null)).Json[
                    "value"
                ]!.AsArray();
                foreach (var proposal in proposals.Where(row => (string?)row!["ProposalStatus"] == "Ready").TakeWhile(_ => !killed.IsCancellationRequested))
                {
                    await instance.SendAsync(
                        "Finance.ReceivablesClerk",
                        HttpMethod.Post,
                        $"/api/proposals/USPM/{proposal!["InvoiceProposalId"]}/post",
                        new JsonObject()
                    );
                }
            }
        }
        catch (HttpRequestException)
        {
            // It was killed; its client goes home.
        }
    }

    private static async Task<TestDatabase> StageAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(database, null, FinanceSample.RetainerArgument);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        foreach (var invoice in Invoices())
        {
            await invoice.SendAsync(host);
        }

        return database;
    }

    private static async Task<EndState> RunWithoutACrashAsync()
    {
        await using var database = await (await Staged.Value).ForkAsync();
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var host = await FinanceHost.StartOnAsync(database, null, FinanceSample.RetainerArgument, $"--Callback:Url={receiver.Url}");
        for (var open = true; open; )
        {
            await TestInvoice.ReadyAsync(host);
            var proposals = await host.RowsAsync("ProjInvoiceProposals", "$orderby=InvoiceProposalId");
            foreach (var proposal in proposals.Where(row => (string?)row["ProposalStatus"] == "Ready"))
            {
                (await host.PostProposalAsync((string)proposal["InvoiceProposalId"]!)).Ok();
            }

            open = proposals.Exists(row => (string?)row["ProposalStatus"] is "Open" or "Ready");
        }

        await Waiting.UntilAsync(async () => (int)(await host.GetAsync("/api/outbox")).Json["pending"]! == 0);
        await host.BooksAgreeAsync();
        return await EndState.ReadAsync(host, receiver);
    }

    /// <summary>
    /// Thirty invoices: time and expenses in three currencies, lines not charged, an invoice of nothing else, milestones, retainers, and credits that wait for
    /// what they credit.
    /// </summary>
    private static IEnumerable<TestInvoice> Invoices()
    {
        for (var number = 1; number <= 24; number++)
        {
            var (contract, project, currency) = (number % 3) switch
            {
                0 => ("CON-JPY", "PRJ-JPY", "JPY"),
                1 => ("CON-00021", "PRJ-0001", "GBP"),
                _ => ("CON-USD", "PRJ-USD", "USD"),
            };
            var invoice = new TestInvoice($"PF-{number:00}", contract, project, currency)
                .Line($"{number} time", 100m * number, number, date: Day(number))
                .Line($"{number} travel", 33m, classification: FinanceSample.Expense, category: "Travel", date: Day(number + 1))
                .Line($"{number} free", 50m, billingType: "NonChargeable", date: Day(number + 2));
            yield return number % 4 == 0 ? invoice.Milestone($"{number} milestone", 500m) : invoice;
        }

        yield return new TestInvoice("PF-25").Line("nothing charged", 50m, billingType: "NonChargeable", date: Day(1));
        yield return new TestInvoice("PF-26").Milestone("milestone", 5000m);
        yield return new TestInvoice("PF-27").Retainer("retainer", 300m);
        yield return new TestInvoice("PF-28").Retainer("retainer applied", -200m).Line("worked", 250m, date: Day(3));
        yield return new TestInvoice("PF-29").CreditOnAccount("milestone", 5000m);
        yield return new TestInvoice("PF-30").CreditOnAccount("4 milestone", 500m);
    }

    private static string Day(int number) => $"2026-09-{(number % 10) + 1:00}";

    private static async Task<long> CountAsync(TestDatabase database, string query)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
