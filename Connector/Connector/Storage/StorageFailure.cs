using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>What a failure of the connector's database means, in the words that finance has for its own.</summary>
internal static class StorageFailure
{
    /// <summary>The failure that an exception tells of; null where it is none of the database.</summary>
    public static ConnectorException? Of(Exception exception) => StorageFault.KindOf(exception) is { } kind ? Of(kind, exception) : null;

    /// <summary>As readiness says it.</summary>
    public static string Describe(StorageFaultKind kind) => Of(kind, null).Message;

    private static ConnectorException Of(StorageFaultKind kind, Exception? exception) =>
        kind switch
        {
            StorageFaultKind.Conflict or StorageFaultKind.Busy => Failure("PINV3025", "it is busy with other work", "Try again", exception),
            StorageFaultKind.Full => Failure("PINV3026", "the disk or the database has no room left", "An administrator makes room; then try again", exception),
            StorageFaultKind.ReadOnly => Failure(
                "PINV3026",
                "it can be read but not written",
                "An administrator gives the connector the right to write it; then try again",
                exception
            ),
            StorageFaultKind.Corrupt => Failure(
                "PINV3027",
                "it is damaged",
                "An administrator stops the connector and restores the last backup, or removes the file: what it held is read again from both sides",
                exception
            ),
            StorageFaultKind.Unstorable => Failure("PINV3025", "it cannot hold a value of the request", "Correct the request, then send it again", exception),
            _ => Failure(
                "PINV3026",
                "it cannot be reached, or its file cannot be read and written",
                "An administrator sees that its folder is there and its disk works; then try again",
                exception
            ),
        };

    private static ConnectorException Failure(string code, string cause, string remedy, Exception? exception) =>
        new(code, "The connector's database", cause, remedy, FailureKind.Transient, exception);
}
