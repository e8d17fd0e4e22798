namespace ProjectInvoice.Connector.Http;

/// <summary>Sign-in to either side (PINV30xx).</summary>
internal static class HttpErrors
{
    /// <summary>The token endpoint knows the connector not, or not for this side.</summary>
    public static readonly ErrorCode SignInRefused = new(3012, "{0}", "Check ClientId, ClientSecret and Scope", ErrorKind.Setting);

    /// <summary>The token endpoint is away, or something else answers in its place.</summary>
    public static readonly ErrorCode SignInUnavailable = new(
        3013,
        "{0}",
        "It is tried again by itself; check TokenUrl, and what stands in between, if it stays",
        ErrorKind.Passing
    );
}
