namespace ProjectInvoice.Finance.Posting;

/// <summary>What keeps an invoice from being posted, and rows from being written back to it.</summary>
internal static class PostingErrors
{
    /// <summary>What to do about the dimensions of a line, which are those of its import.</summary>
    public const string CorrectLineDimensions = "Correct the structure, or delete all lines of the proposal, adjust their accounting and import them";

    /// <summary>What to do about the dimensions of an exchange difference, which are those of the retainer.</summary>
    public const string CorrectExchangeDifference = "Correct the structure, or give the posting type an account without it";

    public static readonly ErrorCode CurrencyGone = new(
        4020,
        "Currency {0} is no longer set up",
        "Add it again, then {1}",
        ErrorKind.Setting,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode LinesMissing = new(
        4201,
        "The proposal has {0} of its {1} lines",
        "Delete all lines, run the import, then post again",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    /// <summary>Of an invoice that is accounted on its own date; the placeholder says why it cannot be posted on.</summary>
    public static readonly ErrorCode PeriodOfInvoiceDate = new(
        4205,
        "{0}",
        "Choose an invoice date in an open period, or open the period, then {1}",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    /// <summary>Of one with an accounting date that may be changed.</summary>
    public static readonly ErrorCode PeriodOfAccountingDate = new(
        4205,
        "{0}",
        "Change the accounting date of the proposal, or open the period, then {1}",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    /// <summary>Of one with an accounting date that may not be changed.</summary>
    public static readonly ErrorCode PeriodOfFixedDate = new(
        4205,
        "{0}",
        "Open the period, or have the parameter allowHeaderAccountingDate set and change the accounting date of the proposal, then {1}",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode ProfileGone = new(
        4209,
        "Cost and revenue profile {0} is no longer set up in {1}",
        "Add it again, then {2}",
        ErrorKind.Setting,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode NoAccount = new(
        4209,
        "No main account of {0} for posting type {1}",
        "Add it to the ledger posting, then {2}",
        ErrorKind.Setting,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode BilledTwice = new(
        4210,
        "A line bills unbilled sales that another invoice has billed",
        CorrectInvoice.ThereAgain,
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode UnbilledNotPosted = new(
        4231,
        "Line {0} bills unbilled sales that are not posted",
        "Post the integration journal, then {1}",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode CreditedNotPosted = new(
        4231,
        "Line {0} credits a line that is not posted",
        "Post that invoice, then {1}",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    /// <summary>The other invoice has the number before.</summary>
    public static readonly ErrorCode DatedBefore = new(
        4237,
        "The invoice date {0} is before {1}, the date of invoice {2}, and the numbers of the sequence follow the order of dates",
        "Choose that date or a later one, then {3}",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    /// <summary>The other invoice has the number behind.</summary>
    public static readonly ErrorCode DatedAfter = new(
        4237,
        "The invoice date {0} is after {1}, the date of invoice {2}, and the numbers of the sequence follow the order of dates",
        "Choose that date or an earlier one, then {3}",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    /// <summary>The reversal arrived after the line was imported.</summary>
    public static readonly ErrorCode TakenBack = new(
        4239,
        "Line {0} bills unbilled sales {1}, which actual {2} takes back",
        "Have the invoice withdrawn where it was made, and bill there what is left",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode NumberNotLost = new(
        4256,
        "{0} is no customer invoice number that a restore has cost {1}, or an invoice has it again",
        "Take one that GET /api/identity lists, or name none to have the next one; then post again",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );
}
