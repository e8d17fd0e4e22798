using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>What a failure of the connector's database means, in the words that finance has for its own.</summary>
internal static class StorageFailure
{
    /// <summary>What people call the database.</summary>
    public const string Record = "The connector's database";

    /// <summary>The failure that an exception tells of; null where it is none of the database.</summary>
    public static ConnectorException? Of(Exception exception) =>
        DatabaseFailure.KindOf(exception) is { } kind ? new ConnectorException(Error(kind).For(Record), exception) : null;

    /// <summary>As readiness says it.</summary>
    public static string Describe(DatabaseFailureKind kind) => Error(kind).For(Record).ToString();

    private static ErrorCode Error(DatabaseFailureKind kind) =>
        kind switch
        {
            DatabaseFailureKind.Conflict or DatabaseFailureKind.Busy => StorageErrors.Busy,
            DatabaseFailureKind.Full => StorageErrors.Full,
            DatabaseFailureKind.ReadOnly => StorageErrors.ReadOnly,
            DatabaseFailureKind.Corrupt => StorageErrors.Damaged,
            DatabaseFailureKind.Unstorable => StorageErrors.Unstorable,
            _ => StorageErrors.Unavailable,
        };
}
