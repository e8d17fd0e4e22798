using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Posting;

/// <summary>What forbids to record a posting (PINV14xx). A refused call has changed nothing.</summary>
internal static class PostingErrors
{
    /// <summary>Only finance reports postings.</summary>
    public static readonly ErrorCode NotAllowed = new(1401, "Only finance reports postings", "Call it with the role {0}", ErrorKind.Setting);

    /// <summary>Too much for one call.</summary>
    public static readonly ErrorCode TooManyActuals = new(1402, "The call carries {0} actuals", "Send at most {1} in one call");

    /// <summary>A parameter is missing or cannot be used.</summary>
    public static readonly ErrorCode ParameterUnusable = new(1403, "The parameter {0} is {1}", "Send {2}");

    /// <summary>No such invoice.</summary>
    public static readonly ErrorCode InvoiceUnknown = new(
        1404,
        "There are {0} invoices with this number",
        "Send the number of one confirmed pro forma invoice"
    );

    /// <summary>An invoice that was never confirmed cannot be posted.</summary>
    public static readonly ErrorCode InvoiceNotConfirmed = new(
        1405,
        "The invoice is not confirmed",
        "Find out what finance posted; this invoice has no billed sales"
    );

    /// <summary>No such actual.</summary>
    public static readonly ErrorCode ActualUnknown = new(1406, "The actual {0} does not exist", "Send actuals of this environment");

    /// <summary>An actual comes twice.</summary>
    public static readonly ErrorCode ActualTwice = new(1407, "The actual {0} comes more than once in the call", "Send each actual once");

    /// <summary>An actual of another kind or invoice.</summary>
    public static readonly ErrorCode ActualUnsuitable = new(1408, "The actual {0} is not {1}", "Send only what this posting booked");

    /// <summary>Finance never saw the row.</summary>
    public static readonly ErrorCode ActualSkipped = new(
        1409,
        "The actual {0} is marked Skip sync and never gets a voucher",
        "Send only what this posting booked"
    );

    /// <summary>A posting was recorded before, with another content.</summary>
    public static readonly ErrorCode Contradiction = new(
        1410,
        "{0} of {1} is already {2} and would become {3}",
        "A posting is recorded once; find out which of the two is right"
    );

    /// <summary>A posted row has a voucher.</summary>
    public static readonly ErrorCode VoucherMissing = new(1412, "The actual {0} comes without a voucher", "Send the voucher it was posted with");

    /// <summary>The last part came, but rows are still open.</summary>
    public static readonly ErrorCode Incomplete = new(
        1413,
        "The posting is reported as complete, but the billed sales actual {0} has no voucher",
        "Send the missing actuals first"
    );

    /// <summary>No number is given twice.</summary>
    public static readonly ErrorCode NumberTaken = new(
        1414,
        "The customer invoice number {0} is already that of invoice {1} of the same company",
        "Find out whether finance was restored from a backup; there, raise the numbers and post the invoice under a number of its own"
    );
}
