using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Remedies;

/// <summary>One invoice on the books that all situations share, under names of its own, and the people who act on it.</summary>
/// <param name="host">Finance.</param>
/// <param name="setUp">The whole set-up.</param>
/// <param name="proposal">The number of the invoice, which begins the names of its rows.</param>
internal sealed class Scene(FinanceHost host, JsonObject setUp, string proposal)
{
    private const string Withdrawal = "/data/ProjInvoiceProposals/Microsoft.Dynamics.DataEntities.WithdrawInvoice?cross-company=true";

    /// <summary>Everything that finance has said.</summary>
    public List<string> Said { get; } = [];

    public FinanceHost Host => host;

    public string Proposal => proposal;

    public string Company { get; set; } = "USPM";

    /// <summary>The invoice date that the clerk gives; null for that of the header.</summary>
    public string? InvoiceDate { get; set; }

    public string Row(string row) => $"{proposal} {row}";

    public TestInvoice Invoice(string contract = "CON-00021", string project = "PRJ-0001", string currency = "GBP", string? date = "2026-09-30") =>
        new(proposal, contract, project, currency, date);

    /// <summary>Another invoice than the one that is stopped.</summary>
    public TestInvoice Other(string suffix, string contract = "CON-00021", string project = "PRJ-0001", string currency = "GBP", string? date = "2026-09-30") =>
        new($"{proposal}-{suffix}", contract, project, currency, date);

    /// <summary>The administrator of finance sends the set-up, whole or changed for the time being.</summary>
    public async Task SetupAsync(Action<JsonObject>? change = null)
    {
        var changed = setUp.DeepClone().AsObject();
        change?.Invoke(changed);
        (await host.SetupAsync(changed)).Ok();
    }

    /// <summary>The administrator of finance adds what stays, since books stand on it.</summary>
    public async Task AddAsync(Action<JsonObject> add)
    {
        add(setUp);
        await SetupAsync();
    }

    /// <summary>Header, rows and connections, as the connector sends them; what is refused is noted.</summary>
    public async Task SendAsync(TestInvoice invoice, Action<JsonObject>? header = null)
    {
        var head = invoice.Header;
        header?.Invoke(head);
        Note(await host.SendRowAsync("ProjInvoiceProposals", head));
        Note(await host.SendRowsAsync("ProjActualsImports", invoice.Actuals));
        Note(await host.SendRowsAsync("ProjTransactionRelationships", invoice.Connections));
    }

    /// <summary>Import, journals, import, posting: as far as it gets.</summary>
    public async Task GoOnAsync()
    {
        await ImportAsync();
        await PostJournalsAsync();
        await ImportAsync();
        await PostAsync();
    }

    public async Task ImportAsync() => Note(await host.ImportAsync());

    public async Task PostJournalsAsync() => Note(await host.PostJournalsAsync());

    public async Task PostAsync() => Note(await host.PostProposalAsync(proposal, InvoiceDate, Company));

    /// <summary>The accountant resets the journals of faulty lines.</summary>
    public async Task ResetAsync()
    {
        foreach (var journal in await FaultyJournalsAsync())
        {
            (
                await host.SendAsync(
                    "Finance.ProjectAccountant",
                    HttpMethod.Post,
                    $"/api/journals/{journal["dataAreaId"]}/{journal["JournalId"]}/reset",
                    new JsonObject()
                )
            ).Ok();
        }
    }

    /// <summary>The accountant posts a journal of faulty lines by its name.</summary>
    public async Task PostFaultyJournalAsync()
    {
        foreach (var journal in await FaultyJournalsAsync())
        {
            Note(
                await host.SendAsync(
                    "Finance.ProjectAccountant",
                    HttpMethod.Post,
                    "/api/journals/post",
                    new JsonObject { ["company"] = (string?)journal["dataAreaId"], ["journal"] = (string?)journal["JournalId"] }
                )
            );
        }
    }

    /// <summary>The accountant adjusts the accounting of a posted transaction.</summary>
    public Task<Answer> AdjustAsync(string row, string dimension, string value) =>
        host.SendAsync(
            "Finance.ProjectAccountant",
            HttpMethod.Post,
            $"/api/transactions/{FinanceSample.Id(Row(row))}/adjust",
            new JsonObject { ["dimensions"] = new JsonObject { [dimension] = value } }
        );

    /// <summary>The accountant gives dimensions to the on-account transaction of a milestone.</summary>
    public async Task<Answer> GiveToMilestoneAsync(string milestone, string dimensions)
    {
        var transaction = (await host.RowsAsync("ProjOnAccountTransactions", $"$filter=ContractLineMilestoneIdentifier eq '{Row(milestone)}'")).Single();
        return await host.SendAsync(
            "Finance.ProjectAccountant",
            HttpMethod.Patch,
            $"/data/ProjOnAccountTransactions(dataAreaId='USPM',OnAccountTransactionId={transaction["OnAccountTransactionId"]})?cross-company=true",
            new JsonObject { ["Dimensions"] = dimensions }
        );
    }

    /// <summary>The accountant deletes the lines that can never be posted.</summary>
    public async Task DeleteHopelessLinesAsync()
    {
        foreach (
            var line in await host.RowsAsync("ProjIntegrationJournalLines", "$filter=Status eq Microsoft.Dynamics.DataEntities.JournalStatus'Unrecoverable'")
        )
        {
            var address =
                $"/data/ProjIntegrationJournalLines(dataAreaId='{line["dataAreaId"]}',JournalId='{line["JournalId"]}',LineNumber="
                + $"{line["LineNumber"]})?cross-company=true";
            Assert.AreEqual(204, (await host.SendAsync("Finance.ProjectAccountant", HttpMethod.Delete, address, null)).Status);
        }
    }

    /// <summary>What the connector does when a project invoice administrator withdraws the invoice.</summary>
    public async Task WithdrawAsync(TestInvoice invoice)
    {
        var made = invoice
            .Actuals.Where(row => (string?)row["TransactionType"] == "BilledSales")
            .Select(row => (JsonNode)row["ActualId"]!.GetValue<Guid>().ToString("d"));
        var answer = await host.SendAsync(
            "Finance.Integration",
            HttpMethod.Post,
            Withdrawal,
            new JsonObject
            {
                ["DataAreaId"] = Company,
                ["InvoiceProposalId"] = invoice.Proposal,
                ["ActualIds"] = new JsonArray([.. made]),
            }
        );
        Assert.AreEqual(0, (int)answer.Ok().Json["standing"]!);
    }

    /// <summary>The invoice is posted in the end.</summary>
    public async Task IsPostedAsync()
    {
        Said.Clear();
        await GoOnAsync();
        var header = (await host.RowsAsync("ProjInvoiceProposals", $"$filter=InvoiceProposalId eq '{proposal}'")).Single();
        Assert.AreEqual("Posted", (string?)header["ProposalStatus"], $"{header}\n{string.Join('\n', Said)}");
    }

    private Task<List<JsonNode>> FaultyJournalsAsync() =>
        host.RowsAsync("ProjIntegrationJournals", "$filter=Status eq Microsoft.Dynamics.DataEntities.JournalStatus'Error'");

    private void Note(Answer answer)
    {
        var said = JsonNode.Parse(answer.Text.Length == 0 ? "{}" : answer.Text) as JsonObject;
        if (said?["error"] is { } error)
        {
            Said.Add(error["innererror"] is { } inner ? (string)inner["message"]! : $"{error["code"]}: {error["record"]}: {error["message"]}");
        }

        var messages = said?["messages"]?.AsArray() ?? said?["error"]?["details"]?.AsArray() ?? [];
        Said.AddRange(messages.Select(message => $"{message!["code"]}: {message["record"]}: {message["text"] ?? message["message"]}"));
    }
}
