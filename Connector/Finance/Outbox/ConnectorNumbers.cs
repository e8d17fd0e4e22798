using System.Net;
using System.Text.Json;
using ProjectInvoice.Finance.Identity;

namespace ProjectInvoice.Finance.Outbox;

/// <summary>Asks the connector for the highest numbers that it was told of these books. Only its own answer, which names the books, is one.</summary>
internal sealed class ConnectorNumbers(CallbackRequest connector, IConfiguration configuration, TimeProvider clock) : IToldNumbers
{
    public bool AreKept => CallbackOptions.From(configuration).Url is not null && configuration.GetValue("Callback:KeepsNumbers", true);

    /// <exception cref="FinanceRefusal">There was no such answer (PINV4251), or the connector works for other books (PINV4253).</exception>
    public async Task<ToldNumbers> AskAsync(Guid source, CancellationToken cancellation)
    {
        using var given = new CancellationTokenSource(CallbackRequest.LongestAttempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(given.Token, cancellation);
        try
        {
            return await ReadAsync(CallbackOptions.From(configuration), source, either.Token);
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

    private async Task<ToldNumbers> ReadAsync(CallbackOptions options, Guid source, CancellationToken cancellation)
    {
        var (status, isJson, body) = await connector.AskAsync(options, $"/api/postings/highest?source={source}", cancellation);
        if (status == HttpStatusCode.Conflict && isJson)
        {
            throw new FinanceRefusal(
                "PINV4253",
                $"books {source}",
                $"The connector works for other books: {MessageOf(body)} Correct Callback:Url, or have the connector's administrator change "
                    + "that; then try again.",
                StatusCodes.Status409Conflict
            );
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

    private static FinanceRefusal Unanswered(string cause) =>
        new(
            "PINV4251",
            "books",
            $"Finance does not know yet whether the connector was told of postings that these books do not have: {cause}. It asks again every "
                + "minute and before each posting; see that the connector runs, then try again.",
            StatusCodes.Status503ServiceUnavailable
        );
}
