using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Storage;

/// <summary>Two instances on one database, both asked for the same.</summary>
[TestClass]
public sealed class When_two_instances_work_at_once
{
    private const int Threads = 8;
    private const int Proposals = 20;
    private const int MostAttempts = 5;

    [TestMethod]
    public async Task Imports_and_postings_double_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var one = await FinanceHost.StartOnAsync(database, null);
        await using var other = await FinanceHost.StartOnAsync(database, null);
        FinanceHost[] hosts = [one, other, one, other];
        (await one.SetupAsync(FinanceSample.Setup())).Ok();
        var invoices = Enumerable
            .Range(1, 6)
            .Select(number => new TestInvoice($"PF-{number}").Line($"a {number}", 100m).Line($"b {number}", 10m, date: $"2026-09-{number + 10}"))
            .ToList();
        await Task.WhenAll(invoices.Select((invoice, index) => invoice.SendAsync(hosts[index % 2])));
        await Task.WhenAll(invoices.Select((invoice, index) => invoice.SendAsync(hosts[(index + 1) % 2])));

        var imports = await AtOnceAsync(hosts, host => host.ImportAsync());
        Assert.AreEqual(12, imports.Sum(import => (int)import.Ok().Json["journalLines"]!));
        var journals = await AtOnceAsync(hosts, host => host.PostJournalsAsync());
        Assert.AreEqual(12, journals.Sum(journal => (int)journal.Ok().Json["postedLines"]!));
        var lines = await AtOnceAsync(hosts, host => host.ImportAsync());
        Assert.AreEqual(12, lines.Sum(import => (int)import.Ok().Json["proposalLines"]!));
        var posted = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => hosts[number % 2].PostProposalAsync($"PF-{(number % 6) + 1}")));
        Assert.HasCount(6, posted.Select(answer => (string)answer.Ok().Json["customerInvoiceNumber"]!).Distinct());

        Assert.HasCount(6, await one.RowsAsync("ProjInvoices"));
        Assert.HasCount(24, await one.RowsAsync("ProjTransactions"));
        AssertConsecutive(await one.RowsAsync("ProjIntegrationJournals"), "JournalId", "PIJ-");
        AssertConsecutive(await one.RowsAsync("ProjInvoices"), "ProjInvoiceId", "INV-");
        await other.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Invoice_numbers_have_no_gap_although_postings_are_refused_and_fail_half_way()
    {
        await using var database = await TestDatabase.CreateAsync();
        var failed = new ConcurrentDictionary<string, bool>();
        await using var one = await FinanceHost.StartOnAsync(database, services => InterruptedStorage.Register(services, FailHalfWay));
        await using var other = await FinanceHost.StartOnAsync(database, services => InterruptedStorage.Register(services, FailHalfWay));
        FinanceHost[] hosts = [one, other];
        (await one.SetupAsync(FinanceSample.Setup())).Ok();
        for (var number = 1; number <= Proposals; number++)
        {
            await new TestInvoice($"PF-{number}").Milestone($"m {number}", number).SendAsync(one);
        }

        await TestInvoice.ReadyAsync(one);
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Proposals),
            new ParallelOptions { MaxDegreeOfParallelism = Threads },
            async (number, _) => await PostAsync(hosts[number % 2], number)
        );
        Assert.HasCount(Proposals / 5, failed);
        var invoices = await one.RowsAsync("ProjInvoices");
        Assert.HasCount(Proposals, invoices);
        AssertConsecutive(invoices, "ProjInvoiceId", "INV-");
        AssertConsecutive(invoices, "LedgerVoucher", "INV-V-");
        await one.BooksAgreeAsync();

        void FailHalfWay(object row)
        {
            // Number and voucher are taken when the lines are written.
            if (
                row is ProjectTransaction { InvoiceProposalId: { } proposal }
                && int.Parse(proposal.AsSpan(3), CultureInfo.InvariantCulture) % 5 == 0
                && failed.TryAdd(proposal, true)
            )
            {
                throw new InvalidOperationException("The posting fails half way.");
            }
        }
    }

    [TestMethod]
    public async Task A_set_up_replaced_while_an_import_runs_leaves_whole_documents()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var one = await FinanceHost.StartOnAsync(database, null);
        await using var other = await FinanceHost.StartOnAsync(database, null);
        (await one.SetupAsync(FinanceSample.Setup())).Ok();
        var changed = FinanceSample.Setup();
        changed["parameters"]![0]!["journalLineLimit"] = 1;
        changed["ledgerPosting"]!.AsArray().First(posting => (string?)posting!["postingType"] == "Project - WIP - sales value")!["account"] = "411100";
        for (var number = 1; number <= 6; number++)
        {
            await new TestInvoice($"PF-{number}").Line($"a {number}", 100m).Line($"b {number}", 10m).SendAsync(one);
        }

        using var done = new CancellationTokenSource();
        var replacing = ReplaceAsync(other, [changed, FinanceSample.Setup()], done.Token);
        await TestInvoice.ReadyAsync(one);
        var posted = await Task.WhenAll(Enumerable.Range(1, 6).Select(number => one.PostProposalAsync($"PF-{number}")));
        await done.CancelAsync();
        await replacing;
        Assert.IsTrue(posted.All(answer => (string?)answer.Ok().Json["outcome"] == "Posted"));
        AssertConsecutive(await one.RowsAsync("ProjIntegrationJournals"), "JournalId", "PIJ-");
        await one.BooksAgreeAsync();
    }

    private static async Task PostAsync(FinanceHost host, int number)
    {
        if (number % 7 == 0)
        {
            (await host.PostProposalAsync($"PF-{number}", "2026-08-31")).Refused(409, PostingErrors.PeriodOfInvoiceDate);
        }

        for (var attempt = 1; ; attempt++)
        {
            var answer = await host.PostProposalAsync($"PF-{number}");
            if (answer.Status == 200)
            {
                return;
            }

            // One posting never stands in the way of another: only the one that is told to fail does.
            Assert.IsTrue(answer.Status == 500 && number % 5 == 0 && attempt < MostAttempts, answer.Text);
        }
    }

    private static async Task ReplaceAsync(FinanceHost host, IReadOnlyList<JsonObject> setUps, CancellationToken done)
    {
        for (var round = 0; !done.IsCancellationRequested; round++)
        {
            (await host.SetupAsync(setUps[round % setUps.Count])).Ok();
        }
    }

    private static Task<Answer[]> AtOnceAsync(FinanceHost[] hosts, Func<FinanceHost, Task<Answer>> request) => Task.WhenAll(hosts.Select(request));

    private static void AssertConsecutive(List<JsonNode> rows, string field, string prefix) =>
        CollectionAssert.AreEqual(
            Enumerable.Range(1, rows.Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:000000}")).ToList(),
            rows.Select(row => (string)row[field]!).Order(StringComparer.Ordinal).ToList()
        );
}
