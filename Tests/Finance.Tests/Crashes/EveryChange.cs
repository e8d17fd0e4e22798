using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Posting.Batches;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Crashes;

/// <summary>
/// What is sent, changed and taken back around an import, small enough to be repeated for every write. Who does not know how far it came does all of it again,
/// and takes for done what is refused since it is posted.
/// </summary>
internal static class EveryChange
{
    /// <summary>Texts of rows that are there in the end.</summary>
    public static readonly IReadOnlyList<string> Signs =
    [
        "Account=600499",
        "Rate=1.75",
        "ExchangeRate=1.75",
        "Dimensions=Department=025",
        "Outcome=Posted",
        "Outcome=Refused",
        "Status=Finished",
        "CustomerInvoiceNumber=INV-000002",
    ];

    private const string Company = "USPM";
    private const string Faulty = "PIJ-000002";

    /// <summary>A proposal that is ready, another one that is dated into a closed period, a journal of a faulty line, and a draft.</summary>
    public static async Task PrepareAsync(FinanceHost host)
    {
        (await host.SetupAsync(Setup("Project - expense offset", null))).Ok();
        await new TestInvoice("PF-READY")
            .Line("ready", 33.33m, 3)
            .Milestone("milestone", 50m)
            .Cost("faulty", 8m, FinanceSample.Expense, category: "Travel")
            .SendAsync(host);
        await new TestInvoice("PF-EARLY", invoiceDate: "2026-08-15").Milestone("early", 7m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("draft", "Cost", 100m)])).Ok();
        (await host.ImportAsync()).Ok();
    }

    public static async Task WorkAsync(FinanceProcess process)
    {
        await ReplaceSetupAsync(process);
        await ChangeAgreementAsync(process);
        await UnlessPostedAsync(JournalErrors.ResetOfPosted, () => process.Service<ResetJournal>().ResetAsync(Company, Faulty, CancellationToken.None));
        await SendAsync(process);
        await UnlessPostedAsync(ProposalErrors.Closed, () => process.Service<DeleteAllLines>().RunAsync(Company, "PF-READY", CancellationToken.None));
        var dimensions = new AdjustmentRequest(new Dictionary<string, string> { ["Department"] = "025" });
        await UnlessPostedAsync(
            JournalErrors.TransactionBilled,
            () => process.Service<AdjustAccounting>().AdjustAsync(FinanceSample.Id("ready U"), dimensions, CancellationToken.None)
        );
        await process.ImportAsync();
        Assert.IsEmpty((await process.PostJournalsAsync()).Messages);
        Assert.IsEmpty((await process.ImportAsync()).Messages);
        foreach (var proposal in new[] { "PF-READY", "PF-EARLY", "PF-NEW" })
        {
            await PostInBatchAsync(process, proposal);
        }
    }

    private static async Task ReplaceSetupAsync(FinanceProcess process) =>
        await process.Service<SetupStore>().ReplaceAsync(SetupReader.Read(Setup("Project - expense offset", "600499").ToJsonString()), CancellationToken.None);

    private static async Task ChangeAgreementAsync(FinanceProcess process)
    {
        await using var session = await process.Service<FinanceDatabase>().BeginAsync(CancellationToken.None);
        var change = await process.Service<SetupChanges>().BeginAsync(session, CancellationToken.None);
        session.Context.Update(new FixedRateAgreement(Company, "CON-00021", "GBP", 1.75m, "AGR-8"));
        await session.Context.SaveChangesAsync();
        session.Context.ChangeTracker.Clear();
        change.Wrote(SetupSection.All.Single(section => section.Record == typeof(FixedRateAgreement)), [Company, "CON-00021", "GBP"]);
        await session.CommitAsync(CancellationToken.None);
    }

    private static async Task SendAsync(FinanceProcess process)
    {
        var invoice = new TestInvoice("PF-NEW").Line("new", 12.34m).Cost("new", 5m);
        await SendAsync(process, new InvoiceProposalSet(), [invoice.Header]);
        await SendAsync(process, new ActualsImportSet(new StagingOptions(FinanceSample.Retainer)), invoice.Actuals);
        await SendAsync(process, new TransactionRelationshipSet(), invoice.Connections);
        await SendAsync(process, new ContractLineMilestoneSet(), [FinanceSample.ContractMilestone("M-1", 500m)]);
    }

    private static async Task SendAsync<T>(FinanceProcess process, StagingSet<T> set, IEnumerable<JsonObject> rows)
        where T : class, new()
    {
        var body = PipeReader.Create(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new { rows })));
        await using var session = await process.Service<FinanceDatabase>().BeginAsync(CancellationToken.None);
        await new StageRows<T>(set, process.Service<IEnumerable<IArrival<T>>>()).StoreAsync(
            session,
            RowStream.ReadAsync(body, set.Read, CancellationToken.None),
            CancellationToken.None
        );
        await session.CommitAsync(CancellationToken.None);
    }

    /// <summary>A batch of one, so that writes come in the same order each time. It runs until it has run once.</summary>
    private static async Task PostInBatchAsync(FinanceProcess process, string proposal)
    {
        var request = new PostingBatchRequest(FinanceSample.Id($"batch of {proposal}"), Company, new PostingSelection([proposal]));
        var batch = await process.Service<PostingBatches>().CreateAsync(request, CancellationToken.None);
        if (batch.Status == nameof(PostingBatchStatus.Waiting))
        {
            await process.Service<PostingBatches>().RunAsync(batch.Id, CancellationToken.None);
        }
    }

    private static async Task UnlessPostedAsync(ErrorCode posted, Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (FinanceRefusal refused) when (refused.Fault.Error == posted)
        {
            // It was posted by the one that came before.
        }
    }

    /// <summary>The sample without what this work does not need, with another account for a posting type, or none.</summary>
    private static JsonObject Setup(string postingType, string? account)
    {
        var setUp = FinanceSample.Setup();
        foreach (var section in new[] { "customers", "contracts", "projects", "profileRules" })
        {
            setUp[section] = new JsonArray(setUp[section]![0]!.DeepClone());
        }

        var postings = setUp["ledgerPosting"]!.AsArray();
        var posting = postings.Single(row => (string?)row!["postingType"] == postingType)!;
        posting["account"] = account;
        if (account is null)
        {
            postings.Remove(posting);
        }

        return setUp;
    }
}
