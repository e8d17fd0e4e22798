namespace ProjectInvoice.Finance.Import;

/// <summary>What keeps a staged row from becoming a line of a journal or of a proposal.</summary>
internal static class ImportErrors
{
    /// <summary>What to do about dimensions that an on-account transaction gives.</summary>
    public const string GiveToOnAccount = "Give it to the on-account transaction, or correct the structure";

    private const string WhereMade = "Correct it where it was made";

    public static readonly ErrorCode NoProject = new(4010, "The row has no project", WhereMade);

    /// <summary>What an invoice bills is locked with it.</summary>
    public static readonly ErrorCode NoProjectOnInvoice = new(4010, "The row has no project", CorrectInvoice.ThereAgain);

    public static readonly ErrorCode UnknownProject = new(4010, "Project {0} is not set up in {1}", "Add it, then {2}", ErrorKind.Setting);

    public static readonly ErrorCode NoLineProperty = new(
        4011,
        "No line property of {0} for billing type {1}",
        "Add it to the table, then {2}",
        ErrorKind.Setting
    );

    public static readonly ErrorCode NoItemTaxGroup = new(
        4013,
        "Sales tax group {0} applies, but no item sales tax group is given by {1}",
        "Add it, then {2}",
        ErrorKind.Setting
    );

    /// <summary>The placeholder says why the date cannot be posted on, and the next date that can.</summary>
    public static readonly ErrorCode PeriodNotOpen = new(4014, "{0}", "Open the period, then {1}", ErrorKind.Setting);

    public static readonly ErrorCode UnknownCategory = new(4016, "Category {0} is not set up in {1}", "Add it, then {2}", ErrorKind.Setting);

    public static readonly ErrorCode UnknownContract = new(4017, "Contract {0} is not set up in {1}", "Add it, then {2}", ErrorKind.Setting);

    public static readonly ErrorCode NoProfile = new(
        4018,
        "No rule of {0} gives a cost and revenue profile for project {1}, contract {2}",
        "Add a rule, then {3}",
        ErrorKind.Setting
    );

    public static readonly ErrorCode ProfileGone = new(
        4018,
        "Cost and revenue profile {0}, by which the unbilled sales was posted, is no longer set up in {1}",
        "Add it again, then {2}",
        ErrorKind.Setting
    );

    public static readonly ErrorCode NoAccount = new(
        4019,
        "No main account of {0} for posting type {1}",
        "Add it to the ledger posting, then {2}",
        ErrorKind.Setting
    );

    /// <summary>By their number, or by the checksum of their ids.</summary>
    public static readonly ErrorCode OtherRows = new(
        4021,
        "The {0} chargeable rows that arrived are not the {1} that the header announces",
        "Have the invoice withdrawn where it was made, and confirm it again"
    );

    public static readonly ErrorCode OtherCurrency = new(4022, "The line is in {0}, the invoice in {1}", CorrectInvoice.ThereAgain);

    public static readonly ErrorCode BilledTwice = new(4023, "What the line bills or credits stands on proposal {0}", CorrectInvoice.ThereAgain);

    public static readonly ErrorCode TooManyDecimals = new(4026, "The amount {0} has more than the {1} decimals of {2}", WhereMade);

    /// <summary>What an invoice bills is locked with it.</summary>
    public static readonly ErrorCode TooManyDecimalsOnInvoice = new(4026, "The amount {0} has more than the {1} decimals of {2}", CorrectInvoice.ThereAgain);

    public static readonly ErrorCode MilestoneTaken = new(
        4029,
        "The milestone or retainer of the line is {0} by {1}",
        "Post the credit of that. Or else: " + CorrectInvoice.ThereAgain
    );

    public static readonly ErrorCode MilestoneTwice = new(4029, "Another line of the invoice bills the same milestone", CorrectInvoice.ThereAgain);

    public static readonly ErrorCode OtherFundingSource = new(4030, "The line is for funding source {0}, the invoice for {1}", CorrectInvoice.ThereAgain);

    public static readonly ErrorCode Failed = new(
        4032,
        "The import of it failed for a reason of finance's own, and nothing of it was written. The rest of the run went on",
        "Look for the code in the log, then run the import again",
        ErrorKind.Failure
    );

    public static readonly ErrorCode TakenBack = new(
        4033,
        "It bills unbilled sales {0}, which actual {1} takes back ({2})",
        "Have the invoice withdrawn where it was made, and bill there what is left"
    );

    public static readonly ErrorCode ReversesBilled = new(
        4034,
        "Actual {0} reverses unbilled sales {1}, which line {2} of proposal {3} bills",
        "Credit that invoice where it is posted; else have it withdrawn where it was made, or delete all its lines and run the import again"
    );

    public static readonly ErrorCode RetainerMissing = new(
        4240,
        "The line uses or refunds a retainer and does not say which",
        "Send the row again with its RetainerId"
    );

    public static readonly ErrorCode RetainerInOtherCurrency = new(4244, "The line is in {0}, its retainer was invoiced in {1}", CorrectInvoice.ThereAgain);

    /// <summary>What to do about dimensions that unbilled sales were posted with.</summary>
    public static string AdjustUnbilledSales(Guid actual) => $"Adjust the accounting of unbilled sales {actual}, or correct the structure";
}
