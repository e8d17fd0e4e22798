using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Delivery;

/// <summary>Why a message did not reach the connector (PINV13xx). The message stays Pending; the connector also asks for pending messages.</summary>
internal static class DeliveryErrors
{
    /// <summary>No answer came.</summary>
    public static readonly ErrorCode NotReachable = new(
        1301,
        "The connector at {0} did not answer: {1}",
        "The message stays Pending and is sent again or fetched; check that the connector runs",
        ErrorKind.Passing
    );

    /// <summary>The connector did not store the message.</summary>
    public static readonly ErrorCode Refused = new(
        1302,
        "The connector at {0} answered {1} {2}",
        "The message stays Pending and is sent again or fetched; mend what the answer says",
        ErrorKind.Passing
    );

    /// <summary>The delivery step has no secret to sign with.</summary>
    public static readonly ErrorCode NoSecret = new(
        1303,
        "The delivery step has no signing secret",
        "Put the connector's signing secret into the secure configuration of the step",
        ErrorKind.Setting
    );

    /// <summary>A secret that can be guessed.</summary>
    public static readonly ErrorCode SecretTooShort = new(
        1304,
        "The signing secret of the delivery step has {0} bytes, of which there are {1} at least",
        "Put a longer secret into the secure configuration of the step and into the settings of the connector",
        ErrorKind.Setting
    );

    /// <summary>Something else than the connector answered.</summary>
    public static readonly ErrorCode NotAcknowledged = new(
        1305,
        "The answer {1} of {0} does not say that the message is stored: {2}",
        "The message stays Pending and is sent again or fetched; check that pinv_ConnectorUrl leads to the connector, and that no proxy or "
            + "sign-in page answers for it",
        ErrorKind.Setting
    );

    /// <summary>Resending is for those who watch the integration.</summary>
    public static readonly ErrorCode NotAdministrator = new(1310, "Only the roles {0}, {1} and {2} send invoices again", "Ask an administrator");

    /// <summary>Nothing was ever announced to finance.</summary>
    public static readonly ErrorCode NoMessage = new(1311, "The invoice has no integration message, so it was not confirmed here", "Confirm it first");
}
