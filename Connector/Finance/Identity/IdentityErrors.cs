namespace ProjectInvoice.Finance.Identity;

/// <summary>What keeps the books from giving numbers.</summary>
internal static class IdentityErrors
{
    /// <summary>The placeholder lists the sequences that are behind.</summary>
    public static readonly ErrorCode OlderBackup = new(
        4252,
        "The connector knows of later postings than these books have; they come from an older backup{0}",
        "Restore the latest backup, or have an administrator raise the numbers (POST /api/identity/raise); then post again",
        ErrorKind.Setting,
        StatusCodes.Status409Conflict
    );
}
