namespace ProjectInvoice.Finance.Outbox;

/// <summary>What can go wrong between a posting and the connector that is told of it.</summary>
internal static class OutboxErrors
{
    /// <summary>The placeholder says what came instead of an answer.</summary>
    public static readonly ErrorCode Unanswered = new(
        4251,
        "Finance does not know yet whether the connector was told of postings that these books do not have: {0}",
        "It asks again every minute and before each posting; see that the connector runs, then try again",
        ErrorKind.Passing,
        StatusCodes.Status503ServiceUnavailable
    );

    /// <summary>The placeholder is what the connector says.</summary>
    public static readonly ErrorCode OtherBooks = new(
        4253,
        "The connector works for other books: {0}",
        "Correct Callback:Url, or have the connector's administrator change that; then try again",
        ErrorKind.Setting,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode UnknownPosting = new(
        4254,
        "The outbox has no such posting",
        "Take the event id from GET /api/outbox/parts",
        ErrorKind.Rule,
        StatusCodes.Status404NotFound
    );

    public static readonly ErrorCode SignInRefused = new(4406, "{0}", "Check Callback:ClientId, Callback:ClientSecret and Callback:Scope", ErrorKind.Setting);

    public static readonly ErrorCode SignInFailed = new(
        4406,
        "{0}",
        "It is tried again; check Callback:TokenUrl, and what stands in between, if it stays",
        ErrorKind.Passing
    );

    /// <summary>Stands in the log and on the part, with what the connector or something else answered.</summary>
    public static readonly ErrorCode AttemptFailed = new(4407, "The attempt to send the callback failed", "It is tried again by itself", ErrorKind.Passing);
}
