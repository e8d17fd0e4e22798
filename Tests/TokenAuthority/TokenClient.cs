using System.Collections.Concurrent;

namespace TokenAuthority;

/// <summary>An application that may ask for tokens with its own secret.</summary>
public sealed class TokenClient
{
    /// <summary>Client id; becomes the claims <c>sub</c> and <c>azp</c>.</summary>
    public string ClientId { get; set; } = "";

    public string Secret { get; set; } = "";

    /// <summary>Object id of the application's service principal; becomes the claim <c>oid</c>.</summary>
    public Guid ObjectId { get; set; }

    /// <summary>
    /// Roles by resource: the key is a name in <see cref="TokenAuthorityOptions.Resources"/> or the resource's own URL. It may grow while tokens are asked for.
    /// </summary>
    public IDictionary<string, string[]> Grants { get; set; } = new ConcurrentDictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
}
