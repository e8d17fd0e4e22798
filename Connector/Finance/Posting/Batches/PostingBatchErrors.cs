namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>What can be wrong with a posting batch, and what keeps one of its proposals from being posted beside the posting itself.</summary>
internal static class PostingBatchErrors
{
    private const string CorrectRequest = "Correct the request, then send it again";

    public static readonly ErrorCode OtherRequest = new(
        4234,
        "The id stands for a batch of another request",
        "Give this one an id of its own",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    /// <summary>It is chosen by who asks, so that the same request again makes no second batch.</summary>
    public static readonly ErrorCode IdMissing = new(4235, "The field is missing", CorrectRequest, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode NamesAndCriteria = new(
        4235,
        "The field names proposals and criteria",
        CorrectRequest,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NamesIncomplete = new(
        4235,
        "The field needs a company and names without blanks",
        CorrectRequest,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode TooOften = new(
        4235,
        "The field asks for more than one run a minute",
        CorrectRequest,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NoCron = new(4235, "The field is not a cron expression", CorrectRequest, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode UnknownBatch = new(4236, "There is no such batch", "Correct the request", ErrorKind.Rule, StatusCodes.Status404NotFound);

    public static readonly ErrorCode TooManyNames = new(
        4255,
        "It names {0} proposals, and a batch takes {1} names",
        "Make several batches, or select by contract, customer or dates",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode Overtaken = new(
        4408,
        "Other work was faster",
        "It is tried again by itself",
        ErrorKind.Passing,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode Failed = new(
        4409,
        "Finance failed for a reason of its own; nothing was changed",
        "Run the batch again, and look for the proposal in the log",
        ErrorKind.Failure,
        StatusCodes.Status500InternalServerError
    );
}
