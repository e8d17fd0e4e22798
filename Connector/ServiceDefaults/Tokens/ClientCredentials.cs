namespace ProjectInvoice.ServiceDefaults.Tokens;

/// <summary>Who asks for a token, where, and for what.</summary>
/// <param name="TokenUrl">The token endpoint.</param>
/// <param name="ClientSecret">Its secret. Never in a text.</param>
/// <param name="Scope">The scope asked for, <c>address/.default</c>.</param>
public sealed record ClientCredentials(Uri TokenUrl, string ClientId, string ClientSecret, string Scope)
{
    private const string DefaultScope = "/.default";

    /// <summary>
    /// Whether the endpoint is of the older form, which takes a resource in place of a scope: Microsoft Entra's v1.0, and AD FS
    /// (https://learn.microsoft.com/entra/identity-platform/v1-protocols-oauth-service-to-service).
    /// </summary>
    public bool TakesResource => TokenUrl.AbsolutePath.TrimEnd('/').EndsWith("/oauth2/token", StringComparison.OrdinalIgnoreCase);

    /// <summary>The resource: the scope without what says "all of it".</summary>
    public string Resource => Scope.EndsWith(DefaultScope, StringComparison.Ordinal) ? Scope[..^DefaultScope.Length] : Scope;

    /// <summary>Names the client and the endpoint's host, and nothing that is secret.</summary>
    public override string ToString() => $"{ClientId} at {TokenUrl.Host}";
}
