using System.Text.Json.Nodes;
using LocalEnvironment.Run;

namespace LocalEnvironment.ConnectorApi;

/// <summary>The connector's own interface as its administrator sees it.</summary>
public sealed class ConnectorClient(HttpClient http)
{
    /// <summary>Underlying connection, for requests that a test words itself.</summary>
    public HttpClient Http { get; } = http;

    /// <summary>Inbox, outbox, lag and errors.</summary>
    public async Task<JsonObject> StatusAsync(CancellationToken cancellation)
    {
        using var response = await Http.GetAsync(new Uri("api/status", UriKind.Relative), cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new RunException(RunCodes.Refused, "connector", $"The connector answered {(int)response.StatusCode} {response.ReasonPhrase} to a question for its status. Start the environment again.");
    }
}
