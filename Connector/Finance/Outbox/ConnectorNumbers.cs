using System.Net;
using System.Text.Json;
using ProjectInvoice.Finance.Identity;

namespace ProjectInvoice.Finance.Outbox;

/// <summary>Asks the connector for the highest numbers that it was told of these books. Only its own answer, which names the books, is one.</summary>
internal sealed class ConnectorNumbers(CallbackRequest connector, IConfiguration configuration, TimeProvider clock) : IToldNumbers
{
    public bool AreKept => CallbackOptions.From(configuration).Url is not null && configuration.GetValue("Callback:KeepsNumbers", true);

    /// <exception cref="FinanceRefusal">There was no such answer (<see cref="OutboxErrors.Unanswered"/>), or the connector works for other books
    /// (<see cref="OutboxErrors.OtherBooks"/>).</exception>
    public async Task<ToldNumbers> AskAsync(Guid source, bool again, CancellationToken cancellation)
    {
        using var given = new CancellationTokenSource(CallbackRequest.LongestAttempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(given.Token, cancellation);
        try
        {
            return await ReadAsync(CallbackOptions.From(configuration), source, again, either.Token);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or JsonException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw Unanswered(
                given.IsCancellationRequested ? "it did not answer in time"
                : exception is JsonException ? "its answer cannot be read"
                : exception.Message.TrimEnd('.')
            );
        }
    }

    private async Task<ToldNumbers> ReadAsync(CallbackOptions options, Guid source, bool again, CancellationToken cancellation)
    {
        var (status, isJson, body) = await connector.AskAsync(options, $"/api/postings/highest?source={source}{(again ? "&again=true" : "")}", cancellation);
        if (status == HttpStatusCode.Conflict && isJson)
        {
            throw OutboxErrors.OtherBooks.Refusal($"books {source}", MessageOf(body)?.TrimEnd('.'));
        }

        return status == HttpStatusCode.OK && isJson
            ? Answer(body, source)
            : throw Unanswered(FormattableString.Invariant($"something answered {(int)status}"));
    }

    private static ToldNumbers Answer(string body, Guid source)
    {
        var told = JsonSerializer.Deserialize<ToldNumbers>(body, JsonSerializerOptions.Web);
        return
            told is { Generation: >= 0, Numbers: { } numbers }
            && told.Source == source
            && numbers.All(number => number is { Company: not null, Reference: not null, Number: >= 0 })
            && (told.Recorded ?? []).All(number => number is { Company: not null, Document: not null, Number: not null })
            ? told
            : throw Unanswered("its answer is not about these books");
    }

    private static string? MessageOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return
            json.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("error", out var error)
            && error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("message", out var message)
            ? message.ToString()
            : null;
    }

    private static FinanceRefusal Unanswered(string cause) => OutboxErrors.Unanswered.Refusal("books", cause);
}
