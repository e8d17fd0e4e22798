namespace ProjectInvoice.Connector.Storage;

/// <summary>What keeps the connector's database from doing its work (PINV3025 to PINV3027).</summary>
internal static class StorageErrors
{
    /// <summary>Another writer was faster, or takes long.</summary>
    public static readonly ErrorCode Busy = new(3025, "it is busy with other work", "Try again", ErrorKind.Passing, StatusCodes.Status503ServiceUnavailable);

    /// <summary>It stood still for a while; what it had begun, the other one finishes.</summary>
    public static readonly ErrorCode TakenOver = new(
        3025,
        "another connector may have taken over what this one was doing",
        "Nothing is to be done: the other one goes on",
        ErrorKind.Passing,
        StatusCodes.Status503ServiceUnavailable
    );

    /// <summary>Its jobs keep out of each other's way within one process only.</summary>
    public static readonly ErrorCode InUse = new(
        3026,
        "another connector works on its file",
        "Stop the other one first; several connectors share a database of PostgreSQL",
        ErrorKind.Setting
    );

    /// <summary>Nothing of it was stored.</summary>
    public static readonly ErrorCode Unstorable = new(
        3025,
        "it cannot hold a value of the request",
        "Correct the request, then send it again",
        ErrorKind.Passing,
        StatusCodes.Status503ServiceUnavailable
    );

    /// <summary>Reading goes on.</summary>
    public static readonly ErrorCode Full = new(
        3026,
        "the disk or the database has no room left",
        "An administrator makes room; then try again",
        ErrorKind.Passing,
        StatusCodes.Status503ServiceUnavailable
    );

    /// <summary>Reading goes on here too.</summary>
    public static readonly ErrorCode ReadOnly = new(
        3026,
        "it can be read but not written",
        "An administrator gives the connector the right to write it; then try again",
        ErrorKind.Passing,
        StatusCodes.Status503ServiceUnavailable
    );

    /// <summary>The folder is gone, or the disk fails.</summary>
    public static readonly ErrorCode Unavailable = new(
        3026,
        "it cannot be reached, or its file cannot be read and written",
        "An administrator sees that its folder is there and its disk works; then try again",
        ErrorKind.Passing,
        StatusCodes.Status503ServiceUnavailable
    );

    /// <summary>The connector does not start with it.</summary>
    public static readonly ErrorCode FileNotMade = new(
        3026,
        "its file cannot be made or opened",
        "An administrator corrects Storage:ConnectionString or the rights of the folder",
        ErrorKind.Setting
    );

    /// <summary>Nothing that counts is lost with it.</summary>
    public static readonly ErrorCode Damaged = new(
        3027,
        "it is damaged",
        "An administrator stops the connector and restores the last backup, or removes the file: what it held is read again from both sides",
        ErrorKind.Passing,
        StatusCodes.Status503ServiceUnavailable
    );
}
