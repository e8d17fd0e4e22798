namespace ProjectInvoice.Connector.Api;

/// <summary>A request that is refused before anybody looks at what it says (PINV30xx).</summary>
internal static class ApiErrors
{
    /// <summary>An id that was mistyped, or of another connector.</summary>
    public static readonly ErrorCode NotStored = new(
        3008,
        "neither a message nor a posting of this id is stored",
        "Take the id from GET /api/status",
        Status: StatusCodes.Status404NotFound
    );

    /// <summary>Only what waits for a decision can be decided.</summary>
    public static readonly ErrorCode NotListed = new(
        3008,
        "no posting of this id is listed with {0}",
        "Take the id from GET /api/status",
        Status: StatusCodes.Status404NotFound
    );

    /// <summary>Signatures and hashes are of the bytes that were sent, so there is one form only.</summary>
    public static readonly ErrorCode OtherForm = new(
        3020,
        "the body is not plain UTF-8 JSON",
        "Send application/json in UTF-8, without byte order mark and without Content-Encoding",
        Status: StatusCodes.Status415UnsupportedMediaType
    );

    /// <summary>The server itself says with which status.</summary>
    public static readonly ErrorCode Unreadable = new(3020, "it cannot be read", "Correct it, then send it again");

    /// <summary>Nothing that the contracts know is that large.</summary>
    public static readonly ErrorCode TooLarge = new(
        3021,
        "the body has more than {0} KB",
        "Send a message without its data, or a part of at most 1,000 lines",
        Status: StatusCodes.Status413PayloadTooLarge
    );

    /// <summary>Pushing is a courtesy: what is not pushed is asked for.</summary>
    public static readonly ErrorCode TooMany = new(
        3022,
        "this address has pushed too many messages within a minute",
        "Leave it Pending: it is asked for; or raise Messages:PerMinute",
        Status: StatusCodes.Status429TooManyRequests
    );
}
