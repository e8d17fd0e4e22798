namespace ProjectInvoice.Connector.Postings;

/// <summary>A posting of finance that is not taken or not recorded, and books that came from a backup (PINV3006, PINV3007, PINV33xx).</summary>
internal static class PostingErrors
{
    private const string AsContract = "Send the part as the contract between finance and the connector says";

    /// <summary>The lines of a posted invoice have no rate of their own.</summary>
    public static readonly ErrorCode RateMissing = new(
        3340,
        "finance has posted it and has no exchange rate of {0} on {1}",
        "Enter the rate in finance; it is asked for again by itself"
    );

    /// <summary>What posting gives a line comes a moment later.</summary>
    public static readonly ErrorCode NotCompleteYet = new(
        3342,
        "finance has posted it, and not all of its lines yet",
        "It is asked for again by itself",
        ErrorKind.Setting
    );

    /// <summary>A clerk took a line out of the draft, or the filter of the profile does not let lines through.</summary>
    public static readonly ErrorCode LinesMissing = new(
        3343,
        "finance has posted it with {0} lines, and confirmed are {1}",
        "Cancel the posted document in finance and retry the message; if every invoice is listed, correct lines in the finance profile"
    );

    /// <summary>A clerk added it to the draft.</summary>
    public static readonly ErrorCode LineUnknown = new(
        3343,
        "finance has posted a line {0} that was not confirmed",
        "Cancel the posted document in finance, then retry the message"
    );

    /// <summary>The sender is known, and what it sends cannot be read.</summary>
    public static readonly ErrorCode NoJson = new(3006, "the body is no JSON", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>A list, a text or a number.</summary>
    public static readonly ErrorCode NoObject = new(3006, "the body is no JSON object", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>An amount is never rounded on the way.</summary>
    public static readonly ErrorCode NumberTooLong = new(3006, "{0}", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>Empty text is no text.</summary>
    public static readonly ErrorCode TextMissing = new(3006, "{0} is missing", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>PostgreSQL has no such character.</summary>
    public static readonly ErrorCode NullCharacter = new(3006, "{0} holds the character U+0000", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>A number or a list where a text may stand.</summary>
    public static readonly ErrorCode NoText = new(3006, "{0} is no text", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>The empty id stands for none.</summary>
    public static readonly ErrorCode NoId = new(3006, "{0} is no id", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>Nor is one below zero.</summary>
    public static readonly ErrorCode NoWholeNumber = new(3006, "{0} is no whole number", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>Nor is a number in quotes.</summary>
    public static readonly ErrorCode NoNumber = new(3006, "{0} is no number", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>It goes to Dataverse as a day.</summary>
    public static readonly ErrorCode NoDay = new(3006, "{0} '{1}' is no day such as 2026-09-30", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>The days that finance has.</summary>
    public static readonly ErrorCode DayOutside = new(
        3006,
        "{0} '{1}' is none of the days from 1900-01-02 to 2154-12-31",
        AsContract,
        Status: StatusCodes.Status400BadRequest
    );

    /// <summary>Parts are counted from one.</summary>
    public static readonly ErrorCode NoPart = new(3006, "part {0} of {1} is no part", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>Invoices and journals are posted.</summary>
    public static readonly ErrorCode KindUnknown = new(3006, "kind {0} is not known", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>It is the status that Dataverse shows.</summary>
    public static readonly ErrorCode OutcomeUnknown = new(
        3006,
        "outcome is neither Posted nor NothingToInvoice",
        AsContract,
        Status: StatusCodes.Status400BadRequest
    );

    /// <summary>A part is as large as one call to Dataverse carries.</summary>
    public static readonly ErrorCode NoLines = new(3006, "lines is no list of at most {0}", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>By them finance is known again after a restore.</summary>
    public static readonly ErrorCode NoBooks = new(
        3006,
        "generation is not above 0, or numbers is no list",
        AsContract,
        Status: StatusCodes.Status400BadRequest
    );

    /// <summary>Finance asks without saying who it is.</summary>
    public static readonly ErrorCode SourceUnnamed = new(
        3006,
        "source is no id",
        "Name the identity of the database that asks",
        Status: StatusCodes.Status400BadRequest
    );

    /// <summary>A part that was stored stays as it is.</summary>
    public static readonly ErrorCode Contradicts = new(
        3007,
        "part {0} is stored with other content, or another part of it names another document or number of parts",
        "Send it under an event id of its own",
        Status: StatusCodes.Status409Conflict
    );

    /// <summary>Nothing of the part is recorded.</summary>
    public static readonly ErrorCode ActualUnknown = new(
        3307,
        "finance posted actual {0}, and Dataverse has none of that id",
        "Restore the actual, then retry the posting"
    );

    /// <summary>Two books would give the same numbers.</summary>
    public static readonly ErrorCode OtherBooks = new(
        3320,
        "the connector belongs to the books of finance {0}",
        "Give this finance a connector of its own; only where it takes the place of the other for good, an administrator sends POST /api/postings/sources/{1}",
        Status: StatusCodes.Status409Conflict
    );

    /// <summary>An answer now could let a number be given twice.</summary>
    public static readonly ErrorCode NotAskedYet = new(
        3322,
        "Dataverse was not asked yet which numbers of finance it has recorded",
        "Try again: it passes once Dataverse has answered; what keeps it from that is listed in GET /api/status",
        ErrorKind.Passing,
        StatusCodes.Status503ServiceUnavailable
    );

    /// <summary>Which of the two counts, somebody decides.</summary>
    public static readonly ErrorCode PostedAgain = new(
        3323,
        "after the restore of a backup finance posted it again as {0}, and Dataverse, as the customer, has {1}",
        "Give the customer the new one in the place of the old one, which is void; then an administrator has Dataverse take it: POST /api/postings/{2}/replace"
    );

    /// <summary>Listed until it is posted again.</summary>
    public static readonly ErrorCode PostingLost = new(
        3324,
        "finance had posted it as customer invoice {0} of {1}, sales tax {2}, and lost that with the restore of a backup",
        "Its rows are delivered again by themselves; the customer holds the invoice, so post the proposal in finance under that number and date "
            + "(customerInvoiceNumber and invoiceDate of the posting); posted under another one, it is listed until somebody decides which of the two counts"
    );

    /// <summary>A posting from before the restore that arrives after the one that took its place.</summary>
    public static readonly ErrorCode PostedBefore = new(
        3325,
        "finance had posted it as {0}, lost that with the restore of a backup, and posted it again as {1}, which Dataverse has",
        "Find out which the customer holds, and give the customer {2} in its place; then take this one off the list: POST /api/postings/{3}/discard"
    );
}
