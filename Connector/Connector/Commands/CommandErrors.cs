namespace ProjectInvoice.Connector.Commands;

/// <summary>A command that does not do what was asked for (PINV34xx).</summary>
internal static class CommandErrors
{
    /// <summary>An unknown word, a value that is missing.</summary>
    public static readonly ErrorCode Usage = new(3401, "{0}", "Call it with --help, which shows what can be given");

    /// <summary>A part of a name is enough, where it is of one map only.</summary>
    public static readonly ErrorCode MapUnknown = new(3402, "{0} of the table maps have this name", "Name one of: {1}");

    /// <summary>A command never makes a database or changes its form: a connector of another version may be running on it.</summary>
    public static readonly ErrorCode DatabaseNotReady = new(
        3403,
        "the database is not there, or belongs to another version of the connector",
        "Check Storage:ConnectionString; start the connector of this version once",
        ErrorKind.Setting
    );

    /// <summary>Somebody pressed a key.</summary>
    public static readonly ErrorCode Stopped = new(3404, "it was stopped before its end", "Call it again; what was done stays done");

    /// <summary>Whether a command ends because of what was given to it.</summary>
    public static bool IsUsage(ErrorCode error) => error == Usage || error == MapUnknown || error == Invoices.InvoiceErrors.FilterUnknown;
}
