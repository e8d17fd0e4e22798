using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Finance.Storage;

/// <summary>What can be wrong with the database, the same on every one. The transaction is rolled back.</summary>
internal static class StorageErrors
{
    /// <summary>The values came with the request: the database divides by zero, or has no such character.</summary>
    public static readonly ErrorCode Unstorable = new(
        4405,
        "The request asks for a value that the database cannot compute or store, such as a division by zero",
        "Correct it, then send it again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>In the words of the product.</summary>
    public static readonly ErrorCode Conflict = new(
        4408,
        "An update conflict occurred due to another user process changing the same records",
        "Try again",
        ErrorKind.Passing,
        StatusCodes.Status409Conflict
    );

    /// <summary>A lock was waited for in vain, or a deadlock was ended.</summary>
    public static readonly ErrorCode Busy = new(
        4408,
        "The database is busy with other work",
        "Try again",
        ErrorKind.Passing,
        StatusCodes.Status503ServiceUnavailable
    );

    public static readonly ErrorCode Unavailable = new(
        4430,
        "The database cannot be reached, or its file cannot be read and written",
        "An administrator sees that it runs and that its disk works; then try again",
        ErrorKind.Passing,
        StatusCodes.Status503ServiceUnavailable
    );

    public static readonly ErrorCode Full = new(
        4430,
        "The disk or the database has no room left",
        "An administrator makes room; then try again",
        ErrorKind.Setting,
        StatusCodes.Status503ServiceUnavailable
    );

    public static readonly ErrorCode ReadOnly = new(
        4430,
        "The database can be read but not written",
        "An administrator gives finance the right to write it; then try again",
        ErrorKind.Setting,
        StatusCodes.Status503ServiceUnavailable
    );

    /// <summary>Neither the setting nor the text of its parser is repeated: both may hold the password.</summary>
    public static readonly ErrorCode UnreadableConnectionString = new(
        4431,
        "It is neither a file name nor a connection string of SQLite or PostgreSQL",
        "Correct the setting, then start again",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    /// <summary>Stands in the log only: what was ordered is stored.</summary>
    public static readonly ErrorCode NotQueued = new(
        4432,
        "Work that follows what was stored could not be queued",
        "Nothing is to be done: periodic work takes it up",
        ErrorKind.Passing
    );

    public static readonly ErrorCode Corrupt = new(
        4441,
        "The database is damaged",
        "An administrator stops finance and restores the last backup; nothing was changed",
        ErrorKind.Setting,
        StatusCodes.Status503ServiceUnavailable
    );

    /// <summary>Null where the database did not fail, or finance itself is at fault.</summary>
    public static ErrorCode? Of(Exception exception) => DatabaseFailure.KindOf(exception) is { } kind ? Of(kind) : null;

    public static ErrorCode Of(DatabaseFailureKind kind) =>
        kind switch
        {
            DatabaseFailureKind.Conflict => Conflict,
            DatabaseFailureKind.Busy => Busy,
            DatabaseFailureKind.Unstorable => Unstorable,
            DatabaseFailureKind.Full => Full,
            DatabaseFailureKind.ReadOnly => ReadOnly,
            DatabaseFailureKind.Corrupt => Corrupt,
            _ => Unavailable,
        };

    /// <summary>As finance says it where no request is to blame.</summary>
    public static string Describe(DatabaseFailureKind kind) => OfDatabase(kind).ToString();

    /// <summary>The fault of the database as a whole.</summary>
    public static Fault OfDatabase(DatabaseFailureKind kind) => Of(kind).For("database");
}
