namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>What a failure of a database means, whichever database it is.</summary>
public enum DatabaseFailureKind
{
    /// <summary>Other work was faster. The same again may succeed at once.</summary>
    Conflict,

    /// <summary>Other work holds the database for longer than was waited. It ends by itself.</summary>
    Busy,

    /// <summary>A value that the database cannot compute or store: the fault of who sent it.</summary>
    Unstorable,

    /// <summary>The database is away, or its file cannot be opened, read or written. It goes on by itself when the cause is gone.</summary>
    Unavailable,

    /// <summary>There is no room left for what is to be written. Reading goes on.</summary>
    Full,

    /// <summary>The database may be read and not written. Reading goes on.</summary>
    ReadOnly,

    /// <summary>The content of the database is damaged: only a backup helps.</summary>
    Corrupt,
}
