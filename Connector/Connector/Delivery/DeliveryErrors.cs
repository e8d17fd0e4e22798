namespace ProjectInvoice.Connector.Delivery;

/// <summary>A row or an invoice that does not get to finance, or back out of it (PINV32xx).</summary>
internal static class DeliveryErrors
{
    /// <summary>What is in finance, only finance takes out.</summary>
    public static readonly ErrorCode RowDeleted = new(
        3209,
        "the row was deleted in Dataverse after it was delivered",
        "Restore it, or remove it in finance, then retry it to clear this entry"
    );

    /// <summary>The message refers to it and copies nothing of it.</summary>
    public static readonly ErrorCode InvoiceGone = new(3210, "it is not in Dataverse", "Restore the invoice, then retry the message");

    /// <summary>It was reopened, or loaded without being confirmed.</summary>
    public static readonly ErrorCode InvoiceNotConfirmed = new(3211, "it is not confirmed", "Confirm the invoice, then retry the message");

    /// <summary>Without it, changes would be lost.</summary>
    public static readonly ErrorCode NoNextLink = new(
        3213,
        "Dataverse answered a page without a link to the next changes",
        "Switch change tracking on for {0}",
        ErrorKind.Setting
    );

    /// <summary>The invoice, in the maps that come with the connector.</summary>
    public static readonly ErrorCode AwaitedGone = new(
        3214,
        "that row is not in Dataverse, or the connector may not read it",
        "Restore it, or take it out of their lookup"
    );

    /// <summary>A connection to an actual, in the maps that come with the connector.</summary>
    public static readonly ErrorCode PartnerGone = new(3215, "that row is not in Dataverse", "Restore it, or delete what refers to it");

    /// <summary>Whether finance has the original, nobody can tell.</summary>
    public static readonly ErrorCode OriginalUnknown = new(
        3217,
        "it reverses another one, and no connection says which: finance would take back what was never booked, or twice",
        "With the role Project Invoice Data Import, create the connection of the two (Reversing, Original), or set pinv_skipsync of the row where "
            + "billing itself made it"
    );

    /// <summary>The answer does not count what was asked for.</summary>
    public static readonly ErrorCode WithdrawalUntold = new(
        3250,
        "finance did not say of the invoice that nothing of it stands any more",
        "It is asked again by itself",
        ErrorKind.Passing
    );

    /// <summary>Another finance system than the embedded one.</summary>
    public static readonly ErrorCode NoWithdrawal = new(3251, "finance offers no withdrawal of invoices", "Revise the invoice");

    /// <summary>An id that was mistyped, or of another environment.</summary>
    public static readonly ErrorCode RowUnknown = new(3218, "the table {0} has no such row", "Give the id, the name or the number of one that it has");

    /// <summary>Names need not differ.</summary>
    public static readonly ErrorCode RowNotOne = new(3219, "several rows have this name or number", "Give the id of the one that is meant");

    /// <summary>It tells Dataverse what finance posted.</summary>
    public static readonly ErrorCode NothingToPreview = new(3219, "by this map nothing goes to finance", "Name a map towards finance");
}
