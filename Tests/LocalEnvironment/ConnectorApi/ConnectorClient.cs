using System.Text.Json.Nodes;
using LocalEnvironment.Errors;

namespace LocalEnvironment.ConnectorApi;

/// <summary>The connector's own interface as its administrator sees it.</summary>
internal sealed class ConnectorClient(HttpClient http)
{
    /// <summary>Underlying connection, for requests that a test words itself.</summary>
    public HttpClient Http { get; } = http;

    public async Task<ConnectorStatus> StatusAsync(CancellationToken cancellation)
    {
        using var response = await Http.GetAsync(new Uri("api/status", UriKind.Relative), cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return ConnectorStatus.Read(Accepted(response, "to say its status") ? JsonNode.Parse(text)!.AsObject() : []);
    }

    /// <summary>Asks the connector to look for work now instead of at its next interval; it is not idle until it has.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var response = await Http.PostAsync(new Uri("api/run", UriKind.Relative), null, cancellation);
        Accepted(response, "to look for work");
    }

    /// <summary>Has a posting replace what Dataverse has of an earlier one.</summary>
    public async Task ReplaceAsync(Guid eventId, CancellationToken cancellation)
    {
        using var response = await Http.PostAsync(new Uri($"api/postings/{eventId}/replace", UriKind.Relative), null, cancellation);
        Accepted(response, "to replace a posting");
    }

    private static bool Accepted(HttpResponseMessage response, string request) =>
        response.IsSuccessStatusCode
            ? true
            : throw new RunException(RunErrors.ConnectorRefused.For("connector", request, (int)response.StatusCode, response.ReasonPhrase));
}
