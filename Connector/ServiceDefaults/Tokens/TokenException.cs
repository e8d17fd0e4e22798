namespace ProjectInvoice.ServiceDefaults.Tokens;

/// <summary>There is no token. The text holds neither the secret nor anything of a page that came in place of an answer.</summary>
/// <param name="failure">What kind of failure it is.</param>
/// <param name="cause">What went wrong, without a closing full stop.</param>
/// <param name="innerException">The failure below, if any.</param>
public sealed class TokenException(TokenFailure failure, string cause, Exception? innerException = null) : Exception(cause, innerException)
{
    /// <summary>What kind of failure it is.</summary>
    public TokenFailure Failure { get; } = failure;
}
