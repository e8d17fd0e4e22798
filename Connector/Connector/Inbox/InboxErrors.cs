namespace ProjectInvoice.Connector.Inbox;

/// <summary>A message of Dataverse that is not taken (PINV30xx).</summary>
internal static class InboxErrors
{
    private const string AsContract = "Send messageId, messageType, invoiceId, invoiceNumber, organizationId and correlationId";

    /// <summary>Whoever does not know the secret learns nothing more.</summary>
    public static readonly ErrorCode NotSigned = new(
        3001,
        "it is not signed with the shared secret",
        "Give the delivery step and Signing:Secret the same secret",
        Status: StatusCodes.Status401Unauthorized
    );

    /// <summary>An old signature may be a repetition of anyone.</summary>
    public static readonly ErrorCode OutsideWindow = new(
        3002,
        "its timestamp is more than 300 seconds away from the connector's clock",
        "Set the clocks, then send it again with a new timestamp",
        Status: StatusCodes.Status401Unauthorized
    );

    /// <summary>A pushed message.</summary>
    public static readonly ErrorCode Contradicts = new(
        3003,
        "a message with other content is stored under this id",
        "Send it under an id of its own",
        Status: StatusCodes.Status409Conflict
    );

    /// <summary>A message that was asked for.</summary>
    public static readonly ErrorCode RowContradicts = new(
        3003,
        "another message is stored under its id",
        "Delete the row in Dataverse and resend the invoice",
        Status: StatusCodes.Status409Conflict
    );

    /// <summary>The signature is right, and what it signs cannot be read.</summary>
    public static readonly ErrorCode NoJson = new(3004, "the body is no JSON", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>A list, a text or a number.</summary>
    public static readonly ErrorCode NoObject = new(3004, "the body is no JSON object", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>Of this connector; a newer one may know it.</summary>
    public static readonly ErrorCode TypeUnknown = new(3004, "messageType {0} is not known", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>Empty text is no text.</summary>
    public static readonly ErrorCode TextMissing = new(3004, "{0} is missing", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>PostgreSQL has no such character.</summary>
    public static readonly ErrorCode NullCharacter = new(3004, "{0} holds the character U+0000", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>The empty id stands for none.</summary>
    public static readonly ErrorCode NoId = new(3004, "{0} is no id", AsContract, Status: StatusCodes.Status400BadRequest);

    /// <summary>A row that somebody made by hand.</summary>
    public static readonly ErrorCode RowUnknown = new(3005, "its type is not known, or it names no invoice", "Correct or delete the row in Dataverse");
}
