namespace ProjectInvoice.ServiceDefaults.Tokens;

/// <summary>Why there is no token.</summary>
public enum TokenFailure
{
    /// <summary>The endpoint says no: an administrator has to correct the client, its secret or the scope.</summary>
    Refused,

    /// <summary>The endpoint is away or busy, or something else answers in its place: that passes, or the address is wrong.</summary>
    Unavailable,
}
