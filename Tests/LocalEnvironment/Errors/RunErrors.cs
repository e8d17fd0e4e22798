namespace LocalEnvironment.Errors;

/// <summary>What can go wrong while the main job runs (PINV51xx).</summary>
internal static class RunErrors
{
    /// <summary>A named port is in use; free ones are looked for again.</summary>
    public static readonly ErrorCode PortTaken = new(5101, "A port is taken: {0}", "Name other ports, or none", ErrorKind.Setting);

    /// <summary>A host threw while it started; the log of the hosts is silent unless it is asked for.</summary>
    public static readonly ErrorCode HostNotStarted = new(5101, "It did not start: {0}", "Run again with --logs to see more", ErrorKind.Setting);

    /// <summary>The roles come with the solution.</summary>
    public static readonly ErrorCode RoleMissing = new(
        5102,
        "The security role is not in the environment",
        "Install the solution that brings it",
        ErrorKind.Setting
    );

    /// <summary>Rows that can be read, but that Dataverse does not take; nothing of their change set was written.</summary>
    public static readonly ErrorCode DataRefused = new(5103, "The environment refused the data: {0}", "Correct the record, then run again");

    /// <summary>A refusal of Dataverse in words of its own: they are shown as they came.</summary>
    public static readonly ErrorCode Refused = new(5104, "{0}", "Do what the message says");

    /// <summary>Finance gave a status without a message.</summary>
    public static readonly ErrorCode FinanceRefused = new(5104, "Finance answered {0} {1}", "Run again with --logs to see why", ErrorKind.Setting);

    /// <summary>The connector gave a status without a message.</summary>
    public static readonly ErrorCode ConnectorRefused = new(
        5104,
        "Asked {0}, the connector answered {1} {2}",
        "Start the environment again",
        ErrorKind.Setting
    );

    /// <summary>A confirmation in the background gave up without saying why.</summary>
    public static readonly ErrorCode ConfirmationFailed = new(5104, "The confirmation failed", "Look at its confirmation chunks");

    /// <summary>Somebody canceled a confirmation in the background.</summary>
    public static readonly ErrorCode ConfirmationCanceled = new(5104, "The confirmation was canceled", "Confirm it again");

    /// <summary>Confirmed, and not in finance.</summary>
    public static readonly ErrorCode NotDelivered = new(5105, "The invoice is not in finance{0}", "Look at the connector's status", ErrorKind.Passing);

    /// <summary>Posted, and not known in Dataverse.</summary>
    public static readonly ErrorCode NotWrittenBack = new(
        5106,
        "What finance posted is not in Dataverse{0}",
        "Look at the connector's status",
        ErrorKind.Passing
    );

    /// <summary>Everything is done by then; only the file is missing.</summary>
    public static readonly ErrorCode ReportNotWritten = new(5107, "The report cannot be written: {0}", "Name another file", ErrorKind.Setting);

    /// <summary>The secrets are made anew for each run, so none can be wrong.</summary>
    public static readonly ErrorCode SignInRefused = new(
        5108,
        "The token authority refused the sign-in to {0} with status {1}",
        "Start the environment again",
        ErrorKind.Failure
    );

    /// <summary>Anything nobody expected; the cause is the original message.</summary>
    public static readonly ErrorCode Unexpected = new(5109, "{0} ({1})", "Run again with --logs to see where it comes from", ErrorKind.Failure);

    /// <summary>A confirmation in the background stands still.</summary>
    public static readonly ErrorCode NotConfirmed = new(
        5110,
        "Its confirmation has not moved for {0} s",
        "Look at its confirmation chunks, then resume or cancel it",
        ErrorKind.Passing
    );

    /// <summary>A revision in the background stands still.</summary>
    public static readonly ErrorCode NotRevised = new(
        5110,
        "Its corrective invoice is not filled{0}",
        "Look at the confirmation chunks of the corrective invoice",
        ErrorKind.Passing
    );

    /// <summary>The number after <c>--revise</c> is that of no invoice.</summary>
    public static readonly ErrorCode NothingToRevise = new(5111, "There is no such invoice to revise", "Give the number of one of the invoices");

    /// <summary>The proposal is there; finance says what it waits for.</summary>
    public static readonly ErrorCode NotReady = new(5112, "Finance cannot post it yet: {0}", "Look at the other messages");

    /// <summary>Ledger and subledgers, which finance itself has written, say different things.</summary>
    public static readonly ErrorCode BooksDiffer = new(5113, "{0}", "Give the data to support: finance itself is at fault", ErrorKind.Failure);
}
