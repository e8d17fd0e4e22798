using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests.Remedies;

/// <summary>One confirmed invoice between the connector, the embedded finance and the Dataverse that all obstacles share.</summary>
/// <param name="situation">The connector and its neighbors.</param>
/// <param name="finance">The embedded finance.</param>
/// <param name="number">The number of the invoice.</param>
internal sealed class Scene(Situation situation, EmbeddedFinance finance, string number)
{
    private Sample? sample;
    private Guid category;

    public Situation Situation => situation;

    public EmbeddedFinance Finance => finance;

    public DataverseServer Dataverse => situation.Dataverse;

    public string Number => number;

    public Guid Message { get; } = Guid.NewGuid();

    /// <summary>The event of a posting that finance did not make of this invoice's proposal.</summary>
    public Guid Event { get; } = Guid.NewGuid();

    public Guid Gone { get; } = Guid.NewGuid();

    public Guid OtherCompany { get; } = Guid.NewGuid();

    public JObject? Deleted { get; set; }

    public Guid Unbilled { get; private set; }

    public Guid Billed { get; private set; }

    public Guid Connection { get; private set; }

    public Sample Invoice => sample ??= Confirm();

    public async Task<List<string>> ErrorsAsync() =>
        [
            .. (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Select(error =>
                $"{error["code"]}: {error["record"]}: {error["message"]}"
            ),
        ];

    /// <summary>The message arrives, and everything the clockwork does is done twice, since some of it waits for the other.</summary>
    public async Task ArriveAsync()
    {
        var message = Situation.Message(Invoice.Invoice, number, Message);
        message["correlationId"] = Message.ToString("D");
        Assert.AreEqual(202, (await situation.PushAsync(message)).Status);
        await RunAsync();
    }

    public async Task RunAsync()
    {
        await situation.RunAsync();
        await situation.RunAsync();
    }

    /// <summary>The connector's administrator has the message and all failed rows tried again.</summary>
    public async Task RetryAsync()
    {
        await RetryAsync(Message);
        Assert.AreEqual(202, (await situation.PostAsync("/api/rows/retry", null, Authority.AdministratorClient)).Status);
    }

    public async Task RetryAsync(Guid id) =>
        Assert.AreEqual(202, (await situation.PostAsync($"/api/inbox/{id:D}/retry", null, Authority.AdministratorClient)).Status);

    /// <summary>Import, journals, import and posting in finance, as far as it gets; then the posting is recorded.</summary>
    public async Task PostAsync()
    {
        var company = (string)Dataverse.Row("cdm_company", Invoice.Company)["cdm_companycode"]!;
        foreach (var path in new[] { "/api/import", "/api/journals/post", "/api/import" })
        {
            await finance.SendAsync(HttpMethod.Post, path, new JObject { ["company"] = null });
        }

        await finance.SendAsync(HttpMethod.Post, $"/api/proposals/{company}/{number}/post", new JObject { ["invoiceDate"] = "2026-09-30" });
        await Deadline.UntilAsync(() => situation.ReadAsync(context => context.Postings.AnyAsync(part => part.Record.Contains(number))));
        await situation.RecordPostingsAsync();
    }

    public Task<Guid> PostingAsync() =>
        situation.ReadAsync(context => context.Postings.Where(part => part.Record.Contains(number)).Select(part => part.EventId).SingleAsync());

    /// <summary>The invoice is posted in finance and recorded in Dataverse in the end.</summary>
    public async Task IsRecordedAsync()
    {
        await situation.ReadAsync(context =>
            context
                .Messages.Where(message => message.State == Storage.WorkState.Waiting)
                .ExecuteUpdateAsync(row => row.SetProperty(message => message.NotBefore, (DateTime?)null))
        );
        await RunAsync();
        if (!IsRecorded())
        {
            await PostAsync();
        }

        Assert.IsTrue(IsRecorded(), string.Join('\n', await ErrorsAsync()));
    }

    private bool IsRecorded() =>
        Dataverse.Calls.Any(call => call.Name == "pinv_RecordInvoicePosting" && (string?)call.Body["InvoiceNumber"] == number && (bool)call.Body["Complete"]!);

    private Sample Confirm()
    {
        var made = new Sample(Dataverse, number);
        category = Dataverse.Put("msdyn_transactioncategory", new { msdyn_name = "Consulting" });
        Dataverse.Put("msdyn_project", made.Project, new { msdyn_projectnumber = "PRJ-0001" });
        (Unbilled, Billed) = (Guid.NewGuid(), Guid.NewGuid());
        Record(made);
        Bill(made);
        return made;
    }

    /// <summary>The unbilled sales, also after it was deleted.</summary>
    public void Record(Sample made) => Categorize(made.Actual(Sample.Unbilled, id: Unbilled));

    private void Bill(Sample made)
    {
        Categorize(made.Actual(Sample.Billed, id: Billed));
        Connection = made.Connection(Billed, "Billed Sales", Unbilled, "Unbilled Sales");
    }

    private void Categorize(Guid actual) => Dataverse.Put("msdyn_actual", actual, new { msdyn_transactioncategory = category });
}
