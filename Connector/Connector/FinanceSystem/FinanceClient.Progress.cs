using System.Globalization;
using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;
using RestSharp;

namespace ProjectInvoice.Connector.FinanceSystem;

/// <content>How far proposals have come, where the profile says how to ask.</content>
internal sealed partial class FinanceClient
{
    // Of an address below 8 KB, with numbers of up to 100 letters.
    private const int NumbersARead = 25;

    /// <summary>Whether this finance system tells how far proposals have come.</summary>
    public bool TellsProgress => profile.Progress is not null;

    /// <summary>How far some proposals have come; those that finance does not have are left out. With one read for many, never one each.</summary>
    /// <param name="numbers">Numbers of proposals.</param>
    public async Task<IReadOnlyList<ProposalProgress>> ProgressAsync(IReadOnlyCollection<string> numbers, CancellationToken cancellation)
    {
        var found = new List<ProposalProgress>();
        if (profile.Progress is not { } progress || await SetAsync(progress.Set, cancellation) is not { } set)
        {
            return found;
        }

        string?[] properties = [progress.Number, progress.Status, progress.Reason, progress.CorrelationId];
        var select = string.Join(',', properties.OfType<string>().Where(set.Properties.ContainsKey));
        foreach (var chunk in numbers.Distinct(StringComparer.Ordinal).Chunk(NumbersARead))
        {
            var filter = string.Join(" or ", chunk.Select(number => $"{progress.Number} eq '{number.Replace("'", "''", StringComparison.Ordinal)}'"));
            foreach (var (source, company) in await SourcesAsync(set, cancellation))
            {
                await foreach (var row in QueryAsync(source, company, $"$select={select}&$filter={Uri.EscapeDataString(filter)}", Proposals, cancellation))
                {
                    found.Add(ProgressOf(progress, row));
                }
            }
        }

        return found;
    }

    /// <summary>How far finance has told the connector of the postings of some proposals; null where it does not tell.</summary>
    /// <param name="numbers">Numbers of proposals.</param>
    public async Task<IReadOnlyList<PostingProgress>?> PostingsAsync(IReadOnlyCollection<string> numbers, CancellationToken cancellation)
    {
        if (profile.Progress?.Postings is not { } address)
        {
            return null;
        }

        var found = new List<PostingProgress>();
        foreach (var chunk in numbers.Distinct(StringComparer.Ordinal).Chunk(NumbersARead))
        {
            var path = $"{address.TrimStart('/')}?{string.Join('&', chunk.Select(number => $"record={Uri.EscapeDataString(number)}"))}";
            var answer = await SendAsync(() => Operation(path, Method.Get), Json(HttpStatusCode.OK), Proposals, cancellation);
            found.AddRange(Items(answer.Content).Select(PostingOf));
        }

        return found;
    }

    /// <summary>Has finance tell the connector of the postings of a proposal once more.</summary>
    /// <returns>Whether it has any; null where this finance system cannot be asked.</returns>
    public async Task<bool?> SendAgainAsync(string number, CancellationToken cancellation)
    {
        if (profile.Progress?.SendAgain is not { } address)
        {
            return null;
        }

        var path = $"{address.TrimStart('/')}?record={Uri.EscapeDataString(number)}";
        try
        {
            await SendAsync(() => Operation(path, Method.Post), Json(HttpStatusCode.OK), $"Invoice {number}", cancellation);
            return true;
        }
        catch (ConnectorException refusal) when (refusal.RemoteCode == FinanceCodes.NoPosting)
        {
            return false;
        }
    }

    private const string Proposals = "Proposals in finance";

    private static ProposalProgress ProgressOf(ProgressQuery progress, JToken row)
    {
        var status = (string?)row[progress.Status] ?? "";
        return new ProposalProgress(
            (string?)row[progress.Number] ?? "",
            progress.CorrelationId is { } id ? (string?)row[id] : null,
            progress.Posted.Contains(status) ? ProposalStage.Posted
                : progress.Ready.Contains(status) ? ProposalStage.Ready
                : ProposalStage.Open,
            progress.Reason is { } reason && (string?)row[reason] is { Length: > 0 } text ? text : null
        );
    }

    private static PostingProgress PostingOf(JToken posting) =>
        new(
            (string?)posting["record"] ?? "",
            (string?)posting["correlationId"],
            Moment(posting["writtenOn"]) ?? throw Untold(Proposals, "a posting without its time"),
            Moment(posting["nextAttempt"]),
            (string?)posting["lastError"]
        );

    private static DateTime? Moment(JToken? value) =>
        DateTime.TryParse((string?)value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    private static JArray Items(string? content)
    {
        try
        {
            return (JArray)NewtonsoftSerializer.Parse(content ?? "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            throw NotFinance(Proposals, "something that is no JSON array", null, exception);
        }
    }

    private static RestRequest Operation(string path, Method method) => new RestRequest(path, method).AddHeader("Accept", "application/json");
}
