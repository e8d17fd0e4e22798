using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>What a failure of the connector's database means, in the words that finance has for its own.</summary>
internal static class StorageFailure
{
    /// <summary>What people call the database.</summary>
    public const string Record = "The connector's database";

    /// <summary>The failure that an exception tells of; null where it is none of the database.</summary>
    public static ConnectorException? Of(Exception exception) =>
        StorageFault.KindOf(exception) is { } kind ? new ConnectorException(Error(kind).For(Record), exception) : null;

    /// <summary>As readiness says it.</summary>
    public static string Describe(StorageFaultKind kind) => Error(kind).For(Record).ToString();

    private static ErrorCode Error(StorageFaultKind kind) =>
        kind switch
        {
            StorageFaultKind.Conflict or StorageFaultKind.Busy => StorageErrors.Busy,
            StorageFaultKind.Full => StorageErrors.Full,
            StorageFaultKind.ReadOnly => StorageErrors.ReadOnly,
            StorageFaultKind.Corrupt => StorageErrors.Damaged,
            StorageFaultKind.Unstorable => StorageErrors.Unstorable,
            _ => StorageErrors.Unavailable,
        };
}
