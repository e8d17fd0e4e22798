using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalEnvironment.Errors;

namespace LocalEnvironment.Finance;

/// <summary>The finance application as one signed-in user sees it.</summary>
internal sealed class FinanceClient(HttpClient http)
{
    /// <summary>Underlying connection, for requests that a test words itself.</summary>
    public HttpClient Http { get; } = http;

    /// <exception cref="FinanceException">Finance refuses the set-up; nothing of it is stored.</exception>
    public async Task SetupAsync(string financeJson, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "api/setup") { Content = new StringContent(financeJson, Encoding.UTF8, "application/json") };
        await SendAsync(request, cancellation);
    }

    public async Task<JsonObject> SetupAsync(CancellationToken cancellation) => await GetAsync("api/setup", cancellation);

    public async Task<ImportResult> ImportAsync(CancellationToken cancellation)
    {
        var answer = await PostAsync("api/import", new JsonObject { ["company"] = null, ["proposal"] = null }, cancellation);
        return new ImportResult(
            answer["journalLines"]!.GetValue<int>(),
            answer["proposalLines"]!.GetValue<int>(),
            [.. answer["readyProposals"]!.AsArray().Select(proposal => proposal is JsonValue text ? text.GetValue<string>() : proposal!.ToJsonString())],
            MessagesOf(answer)
        );
    }

    public async Task<JournalResult> PostJournalsAsync(CancellationToken cancellation)
    {
        var answer = await PostAsync("api/journals/post", new JsonObject { ["company"] = null, ["journal"] = null }, cancellation);
        return new JournalResult(answer["postedLines"]!.GetValue<int>(), MessagesOf(answer));
    }

    public Task<PostedInvoice> PostAsync(Proposal proposal, CancellationToken cancellation) => PostAsync(proposal, null, null, cancellation);

    /// <summary>Posts under a number that a restore has cost, with its date.</summary>
    public async Task<PostedInvoice> PostAsync(Proposal proposal, string? number, string? date, CancellationToken cancellation)
    {
        var answer = await PostAsync(
            $"api/proposals/{Uri.EscapeDataString(proposal.Company)}/{Uri.EscapeDataString(proposal.Number)}/post",
            new JsonObject { ["invoiceDate"] = date, ["customerInvoiceNumber"] = number },
            cancellation
        );
        return new PostedInvoice(TextOf(answer, "customerInvoiceNumber"), TextOf(answer, "voucher"), TextOf(answer, "invoiceDate"), TextOf(answer, "outcome")!);
    }

    public async Task<IReadOnlyList<Proposal>> ProposalsAsync(CancellationToken cancellation)
    {
        var rows = await QueryAsync("ProjInvoiceProposals?cross-company=true&$select=dataAreaId,InvoiceProposalId,ProposalStatus,WaitingReason", cancellation);
        return
        [
            .. rows.Select(row => new Proposal(
                    TextOf(row, "dataAreaId")!,
                    TextOf(row, "InvoiceProposalId")!,
                    TextOf(row, "ProposalStatus")!,
                    TextOf(row, "WaitingReason")
                ))
                .OrderBy(proposal => proposal.Company, StringComparer.Ordinal)
                .ThenBy(proposal => proposal.Number, StringComparer.Ordinal),
        ];
    }

    /// <summary>Every entry of the general ledger, in the order of the vouchers.</summary>
    public async Task<IReadOnlyList<JsonObject>> LedgerAsync(CancellationToken cancellation) =>
        await QueryAsync("GeneralJournalAccountEntries?cross-company=true", cancellation);

    /// <summary>Where ledger, subledgers, sales tax and invoice numbers do not agree, a sentence each; empty is right.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(CancellationToken cancellation) =>
        [.. (await GetAsync("api/agreement", cancellation))["differences"]!.AsArray().Select(difference => difference!.GetValue<string>())];

    /// <summary>Which books these are, and whether they may be posted to.</summary>
    public async Task<JsonObject> IdentityAsync(CancellationToken cancellation) => await GetAsync("api/identity", cancellation);

    /// <summary>Lets the books go on after a restore.</summary>
    public async Task<JsonObject> RaiseAsync(CancellationToken cancellation) => await PostAsync("api/identity/raise", [], cancellation);

    /// <summary>Callbacks that finance has still to send.</summary>
    public async Task<int> PendingCallbacksAsync(CancellationToken cancellation) => (await GetAsync("api/outbox", cancellation))["pending"]!.GetValue<int>();

    public async Task<List<JsonObject>> QueryAsync(string path, CancellationToken cancellation)
    {
        var rows = new List<JsonObject>();
        for (string? next = $"data/{path}"; next is not null; )
        {
            var page = await GetAsync(next, cancellation);
            rows.AddRange(page["value"]!.AsArray().Select(row => row!.AsObject()));
            next = page["@odata.nextLink"]?.GetValue<string>();
        }

        return rows;
    }

    private static List<Message> MessagesOf(JsonObject answer) =>
        [
            .. answer["messages"]!
                .AsArray()
                .Select(message => new Message(
                    message!["code"]!.GetValue<string>(),
                    message["record"]!.GetValue<string>(),
                    message["text"]!.GetValue<string>()
                )),
        ];

    private static string? TextOf(JsonObject row, string name) => row[name]?.GetValue<string>();

    private async Task<JsonObject> GetAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, cancellation) ?? throw new InvalidDataException($"GET {path} gave no body.");
    }

    private async Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        return await SendAsync(request, cancellation) ?? throw new InvalidDataException($"POST {path} gave no body.");
    }

    private async Task<JsonObject?> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var response = await Http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (response.IsSuccessStatusCode)
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }

        throw RefusalOf(response, text, request.RequestUri!.OriginalString);
    }

    private static FinanceException RefusalOf(HttpResponseMessage response, string text, string path)
    {
        try
        {
            if (JsonNode.Parse(text)?["error"] is JsonObject error)
            {
                // OData says it in innererror and leaves the outer message empty of meaning; /api says it in the error itself.
                var said = Message.From(
                    error["innererror"]?["message"]?.ToString() ?? error["message"]?.ToString() ?? "",
                    error["code"]?.ToString() ?? "",
                    error["record"]?.ToString() ?? path
                );
                return new FinanceException(response.StatusCode, said);
            }
        }
        catch (JsonException)
        {
            // A refusal without a JSON body (401, 403): the status then has to do.
        }

        var silent = RunErrors.FinanceRefused.For(path, (int)response.StatusCode, response.ReasonPhrase);
        return new FinanceException(response.StatusCode, Message.Of(silent));
    }
}
