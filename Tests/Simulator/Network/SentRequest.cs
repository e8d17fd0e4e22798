using Simulator.Hosts;

namespace Simulator.Network;

/// <summary>A request as it was sent, so that it can arrive more than once.</summary>
/// <param name="Caller">Who sent it; null for a plug-in.</param>
internal sealed record SentRequest(Part? Caller, HttpMethod Method, Uri Target, byte[] Body, IReadOnlyList<KeyValuePair<string, IEnumerable<string>>> Headers)
{
    private static readonly string[] Tellings = ["/api/messages", "/api/postings"];

    public bool IsWrite => Method != HttpMethod.Get;

    /// <summary>Whether it tells the connector, or finance, something that has to be told once.</summary>
    public bool IsTelling => Method == HttpMethod.Post && (Tellings.Contains(Target.AbsolutePath) || Target.Authority == Address.Finance.Authority);

    public static async Task<SentRequest> OfAsync(Part? caller, HttpRequestMessage request)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
        return new SentRequest(caller, request.Method, request.RequestUri!, body, [.. request.Headers, .. request.Content?.Headers.ToList() ?? []]);
    }

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, Target);
        if (Method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(Body);
        }

        foreach (var (name, values) in Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return request;
    }
}
