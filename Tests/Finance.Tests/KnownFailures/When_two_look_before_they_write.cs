using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.KnownFailures;

/// <summary>
/// Seen elsewhere: what looks whether a row is there and then inserts it makes it twice, or fails with an error of the database, when two do so at once.
/// </summary>
[TestClass]
public sealed class When_two_look_before_they_write
{
    private const string Accountant = "Finance.ProjectAccountant";
    private const string Administrator = "Finance.Administrator";
    private const string Clerk = "Finance.ReceivablesClerk";

    private static readonly Guid Batch = FinanceSample.Id("batch");

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(Halt.BeforeItWrites)]
    [DataRow(Halt.BeforeItCommits)]
    public async Task Every_step_from_the_set_up_to_the_invoice_is_done_once(Halt halt)
    {
        await using var meeting = await Meeting.StartAsync(halt);
        var invoice = new TestInvoice("PF-1").Line("work", 100m).Line("more", 10m).Milestone("milestone", 50m).Cost("work", 20m);
        await OnceAsync(host => host.SetupAsync(FinanceSample.Setup()), "Companies", 1);
        await OnceAsync(host => host.SendRowsAsync("ProjActualsImports", invoice.Actuals), "ProjActualsImports", 6, "inserted");
        await OnceAsync(host => host.SendRowsAsync("ProjTransactionRelationships", invoice.Connections), "ProjTransactionRelationships", 2, "inserted");
        await OnceAsync(host => host.SendRowAsync("ProjInvoiceProposals", invoice.Header), "ProjInvoiceProposals", 1);
        await OnceAsync(
            host => host.SendRowsAsync("ProjectContractLineMilestones", [FinanceSample.ContractMilestone("M-1", 500m)]),
            "ProjOnAccountTransactions",
            1
        );
        await OnceAsync(host => host.ImportAsync(), "ProjIntegrationJournalLines", 3, "journalLines");
        await OnceAsync(host => host.PostJournalsAsync(), "ProjTransactions", 3, "postedLines");
        await OnceAsync(AdjustAsync, "GeneralJournalAccountEntries", 6 + 4);
        await OnceAsync(host => host.ImportAsync(), "ProjInvoiceProposalLines", 3, "proposalLines");
        await OnceAsync(host => host.DeleteLinesAsync("PF-1"), "ProjInvoiceProposalLines", 0);
        await OnceAsync(host => host.ImportAsync(), "ProjInvoiceProposalLines", 3, "proposalLines");
        await OnceAsync(host => host.PostProposalAsync("PF-1"), "ProjInvoices", 1);
        await meeting.First.BooksAgreeAsync();

        async Task OnceAsync(Func<FinanceHost, Task<Answer>> request, string set, int rows, string? count = null)
        {
            var (first, other) = await meeting.MeetAsync(request);
            Assert.IsTrue(first.Status < 300 && other.Status < 300, $"{set}: {first.Text} {other.Text}");
            Assert.HasCount(rows, await meeting.First.RowsAsync(set), set);
            if (count is not null)
            {
                Assert.AreEqual(rows, (int)first.Json[count]! + (int)other.Json[count]!, $"{set}: {first.Text} {other.Text}");
            }
        }
    }

    [TestMethod]
    [DataRow(Halt.BeforeItWrites)]
    [DataRow(Halt.BeforeItCommits)]
    public async Task A_batch_and_a_record_of_the_set_up_are_made_once_and_a_version_is_changed_once(Halt halt)
    {
        await using var meeting = await Meeting.StartAsync(halt);
        (await meeting.First.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("milestone", 50m).SendAsync(meeting.First);
        await TestInvoice.ReadyAsync(meeting.First);
        await AddRateAsync(meeting);
        await ChangeTermsAsync(meeting);
        await MakeBatchAsync(meeting);
        await meeting.First.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow(Halt.BeforeItWrites, true)]
    [DataRow(Halt.BeforeItWrites, false)]
    [DataRow(Halt.BeforeItCommits, true)]
    [DataRow(Halt.BeforeItCommits, false)]
    public async Task A_reversal_takes_back_what_is_just_being_adjusted_where_it_ends_up(Halt halt, bool adjustsFirst)
    {
        await using var meeting = await Meeting.StartAsync(halt);
        (await meeting.First.SetupAsync(FinanceSample.Setup())).Ok();
        (await meeting.First.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("work U", "Sales", 100m)])).Ok();
        (await meeting.First.ImportAsync()).Ok();
        (await meeting.First.PostJournalsAsync()).Ok();
        (await meeting.First.SendRowsAsync("ProjTransactionRelationships", [FinanceSample.Connection("back", "Reversing", "work U", "Original")])).Ok();
        (await meeting.First.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("back", "Sales", -100m)])).Ok();
        (await meeting.First.ImportAsync()).Ok();
        var (first, other) = await meeting.MeetAsync(host => (host == meeting.First) == adjustsFirst ? AdjustAsync(host) : host.PostJournalsAsync());
        var (adjusted, posted) = adjustsFirst ? (first, other) : (other, first);
        Assert.AreEqual(1, (int)posted.Ok().Json["postedLines"]!);
        if (adjustsFirst || adjusted.Status == 200)
        {
            adjusted.Ok();
        }
        else
        {
            // The posting that stopped had only claimed the journal: either of the two comes first after that.
            adjusted.Refused(409, JournalErrors.TransactionReversed);
        }

        var balances = (await meeting.First.RowsAsync("GeneralJournalAccountEntries"))
            .GroupBy(row => $"{row["MainAccount"]} {row["Dimensions"]}")
            .Where(group => group.Sum(row => (decimal)row["AccountingAmount"]!) != 0);
        Assert.IsEmpty(balances.Select(group => group.Key));
        await meeting.First.BooksAgreeAsync();
    }

    private static Task<Answer> AdjustAsync(FinanceHost host) =>
        host.SendAsync(
            Accountant,
            HttpMethod.Post,
            $"/api/transactions/{FinanceSample.Id("work U")}/adjust",
            new JsonObject { ["dimensions"] = new JsonObject { ["Department"] = "025" } }
        );

    private static async Task AddRateAsync(Meeting meeting)
    {
        var rate = new JsonObject
        {
            ["Type"] = "Default",
            ["From"] = "SEK",
            ["To"] = "USD",
            ["ValidFrom"] = "2026-01-01T12:00:00Z",
            ["Rate"] = 0.1m,
        };
        var (first, other) = await meeting.MeetAsync(host => host.SendAsync(Administrator, HttpMethod.Post, "/data/ExchangeRates", rate));
        Assert.AreEqual(201, first.Status, first.Text);
        other.Refused(400, SetupErrors.RecordExists);
        Assert.HasCount(1, await meeting.First.RowsAsync("ExchangeRates", "$filter=From eq 'SEK'"));
    }

    private static async Task ChangeTermsAsync(Meeting meeting)
    {
        var version = (string)(await meeting.First.RowsAsync("TermsOfPayment")).Single()["@odata.etag"]!;
        var (first, other) = await meeting.MeetAsync(host =>
            host.SendAsync(
                Administrator,
                HttpMethod.Patch,
                "/data/TermsOfPayment(dataAreaId='USPM',Code='Net30')",
                new JsonObject { ["Days"] = host == meeting.First ? 31 : 29 },
                version
            )
        );
        first.Ok();
        other.Refused(412, EditableSetErrors.OtherVersion);
        Assert.AreEqual(31, (int)(await meeting.First.RowsAsync("TermsOfPayment")).Single()["Days"]!);
    }

    private static async Task MakeBatchAsync(Meeting meeting)
    {
        var request = new JsonObject { ["id"] = Batch, ["company"] = "USPM" };
        var (first, other) = await meeting.MeetAsync(host => host.SendAsync(Clerk, HttpMethod.Post, "/api/posting-batches", request));
        Assert.HasCount(1, first.Ok().Json["proposals"]!.AsArray());
        Assert.HasCount(1, other.Ok().Json["proposals"]!.AsArray());
        await Waiting.UntilAsync(async () => (string?)(await meeting.First.GetAsync($"/api/posting-batches/{Batch}")).Ok().Json["status"] == "Finished");
        Assert.HasCount(1, await meeting.First.RowsAsync("ProjInvoices"));
    }
}
