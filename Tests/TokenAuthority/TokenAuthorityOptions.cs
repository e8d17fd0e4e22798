using System.Collections.Concurrent;

namespace TokenAuthority;

/// <summary>What the authority knows: its clients, and the resources it issues tokens for.</summary>
public sealed class TokenAuthorityOptions
{
    /// <summary>Address to listen on; a free port on loopback where it is not given. The issuer of the tokens is the address as the client called it.</summary>
    public Uri? Url { get; set; }

    public IList<TokenClient> Clients { get; set; } = [];

    /// <summary>
    /// URL of each resource by name. Hosts on free ports know their URL only once they have started, so a resource may be added at any time;
    /// the next token request sees it.
    /// </summary>
    public ConcurrentDictionary<string, string> Resources { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long an access token is valid; about an hour at Microsoft Entra.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(60);
}
