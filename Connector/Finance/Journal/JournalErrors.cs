namespace ProjectInvoice.Finance.Journal;

/// <summary>What keeps journals and their lines from being posted, reset, changed or adjusted.</summary>
internal static class JournalErrors
{
    /// <summary>What to do about dimensions that an adjustment names.</summary>
    public const string GiveOtherDimensions = "Give other dimensions";

    /// <summary>What to do about the dimensions of a line.</summary>
    public const string ChangeLine = "Change the line";

    /// <summary>Of any company.</summary>
    public static readonly ErrorCode UnknownJournal = new(
        4101,
        "There is no such journal",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status404NotFound
    );

    public static readonly ErrorCode UnknownInCompany = new(
        4101,
        "Company {0} has no such journal",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status404NotFound
    );

    public static readonly ErrorCode NoAccount = new(
        4103,
        "No main account of {0} for posting type {1}",
        "Add it to the ledger posting, then {2}",
        ErrorKind.Setting
    );

    /// <summary>It stays a draft, and is posted with the journal of the other one or after it.</summary>
    public static readonly ErrorCode Waits = new(4104, "The line follows actual {0}, which is not posted", "Post that first", ErrorKind.Passing);

    /// <summary>The placeholder says why the date cannot be posted on, and the next date that can.</summary>
    public static readonly ErrorCode PeriodNotOpen = new(4105, "{0}", "Open the period, then {1}", ErrorKind.Setting);

    /// <summary>An adjustment is booked today, or on the next open date.</summary>
    public static readonly ErrorCode NoOpenDate = new(4105, "{0}", "Then repeat the adjustment", ErrorKind.Setting, StatusCodes.Status409Conflict);

    public static readonly ErrorCode ResetOfPosted = new(
        4106,
        "The journal is posted and cannot be reset",
        "Correct what is wrong with a reversal",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode ResetOfHopeless = new(
        4106,
        "What its lines follow can never be posted",
        "Delete the lines, and correct their rows where they were made",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode Faulty = new(
        4107,
        "Its lines could not be posted; each says why",
        "Mend the causes, reset the journal, then post it again",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    /// <summary>Staged rows do not change, so that waiting would not help.</summary>
    public static readonly ErrorCode Hopeless = new(
        4109,
        "The line follows actual {0}, {1}: it can never be posted",
        "Delete the line, and correct the row where it was made"
    );

    public static readonly ErrorCode UnknownTransaction = new(
        4110,
        "There is no such posted transaction",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status404NotFound
    );

    public static readonly ErrorCode TransactionBilled = new(
        4111,
        "Invoice proposal {0} has billed it, and its accounting is not adjusted any more",
        "Revise the invoice where it was made",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode TransactionHeld = new(
        4111,
        "Proposal {0} holds it",
        "Delete all lines of the proposal, adjust the accounting, then run the import again",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    /// <summary>One side adjusted alone would leave a balance on both.</summary>
    public static readonly ErrorCode TransactionReversed = new(
        4111,
        "{0}, and together they leave no balance: the accounting of neither is adjusted any more",
        "Correct the actual where it was made",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode Failed = new(
        4112,
        "Its posting failed for a reason of finance's own, and nothing of it was written. The other journals went on",
        "Look for the code in the log, then post the journal again",
        ErrorKind.Failure
    );

    public static readonly ErrorCode LinePosted = new(
        4413,
        "The line is posted and cannot be changed or deleted any more",
        "Adjust its accounting instead. Nothing was changed",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode LineInProcess = new(
        4413,
        "The line is being posted",
        "Wait, or reset the journal where its posting was cut off. Nothing was changed",
        ErrorKind.Passing,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode LineHopeless = new(
        4413,
        "The line can never be posted; it can only be deleted",
        "Nothing was changed",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );
}
