namespace ProjectInvoice.Connector;

/// <summary>What no room of the connector answers for (PINV32xx).</summary>
internal static class ConnectorErrors
{
    /// <summary>Somebody has to read the log.</summary>
    public static readonly ErrorCode Unexpected = new(
        3299,
        "the connector failed unexpectedly ({0})",
        "It is tried again by itself; the log has the details",
        ErrorKind.Failure,
        StatusCodes.Status500InternalServerError
    );
}
