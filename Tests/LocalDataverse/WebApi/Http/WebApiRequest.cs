namespace LocalDataverse.WebApi.Http;

/// <summary>One request to the Web API, whether it came by itself or as a part of a batch.</summary>
internal sealed class WebApiRequest
{
    public required string Method { get; init; }

    /// <summary>Path and query relative to the service root, without a leading slash, still escaped.</summary>
    public required string Target { get; init; }

    /// <summary>Absolute service root as the client addressed it, ending in a slash.</summary>
    public required Uri ServiceRoot { get; init; }

    public required IHeaderDictionary Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public Preferences Preferences => field ??= Preferences.Read(Headers["Prefer"]);

    public string Path
    {
        get
        {
            var question = Target.IndexOf('?', StringComparison.Ordinal);
            return question < 0 ? Target : Target[..question];
        }
    }

    public string Query
    {
        get
        {
            var question = Target.IndexOf('?', StringComparison.Ordinal);
            return question < 0 ? "" : Target[(question + 1)..];
        }
    }
}
