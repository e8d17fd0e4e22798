namespace ProjectInvoice.Connector.Documents;

/// <summary>An invoice whose document in finance is not what was confirmed (PINV324x).</summary>
internal static class DocumentErrors
{
    /// <summary>Which of them counts, nobody could tell.</summary>
    public static readonly ErrorCode FoundTwice = new(
        3241,
        "finance has {0} documents of this number",
        "Delete all drafts of this number in finance but one, then retry the message"
    );

    /// <summary>Somebody changed it before it was complete, or finance computes otherwise.</summary>
    public static readonly ErrorCode DraftDiffers = new(
        3242,
        "its draft in finance is not what was confirmed: {0}",
        "Delete the draft in finance, then retry the message"
    );

    /// <summary>What is posted stays posted.</summary>
    public static readonly ErrorCode PostedOtherwise = new(
        3243,
        "finance has posted it as {0}, and confirmed is {1}",
        "Cancel the posted document in finance, then retry the message"
    );

    /// <summary>Of a request that was given up, and carried out all the same.</summary>
    public static readonly ErrorCode LinesMeanwhile = new(
        3244,
        "some of its lines came into the draft meanwhile",
        "It is tried again by itself",
        ErrorKind.Passing
    );

    /// <summary>A confirmed invoice does not change, unless it is withdrawn meanwhile.</summary>
    public static readonly ErrorCode RowsChanged = new(3244, "its rows changed while they were read", "It is tried again by itself", ErrorKind.Passing);
}
