namespace ProjectInvoice.Finance.Ledger;

/// <summary>What keeps an entry from being booked, and what can be wrong with a question to the books.</summary>
internal static class LedgerErrors
{
    /// <summary>What to do about dimensions of customer balance and sales tax, which are those of the header.</summary>
    public const string CorrectHeaderDimensions = "Correct the dimensions of the header or the structure";

    /// <summary>The remedy is that of the import; whoever books what cannot be mended there says another.</summary>
    public static readonly ErrorCode MissingDimension = new(
        4024,
        "Posting type {0} needs dimension {1}, which is missing",
        "Add it to the project, then {2}",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    /// <summary>Of dimensions that a user wrote; the placeholder says what they hold and what is expected.</summary>
    public static readonly ErrorCode UnreadableDimensions = new(
        4024,
        "The field {0}",
        "Correct the request, then send it again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NoPennyDifferenceAccount = new(
        4212,
        "Rounding leaves a difference, and {0} has no main account for posting type {1}",
        "Add it, then post again",
        ErrorKind.Setting,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode RangeOfDays = new(
        4232,
        "The range of days ends before it begins",
        "Correct from and to, then ask again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode UnknownDimension = new(
        4232,
        "{0} has no dimension {1}",
        "Correct it, then ask again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>The remedy is that of the import; whoever books what cannot be mended there says another.</summary>
    public static readonly ErrorCode StructureNeedsDimension = new(
        4314,
        "Main account {0} (account structure {1}) needs dimension {2}, which is missing",
        "Add it to the project, then {3}",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    /// <summary>The remedy is that of the import; whoever books what cannot be mended there says another.</summary>
    public static readonly ErrorCode StructureRefusesValue = new(
        4314,
        "Main account {0} (account structure {1}) does not take {2} as dimension {3}, but {4}",
        "Correct the project or the structure, then {5}",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );
}
