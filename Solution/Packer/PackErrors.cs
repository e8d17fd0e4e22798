namespace Solution.Packer;

/// <summary>Faults of the zip and of writing it.</summary>
internal static class PackErrors
{
    /// <summary>Names that differ in what a path cannot hold fall together.</summary>
    public static readonly ErrorCode SamePath = new(2003, "two components have the same path in the solution", "Rename one of them");

    /// <summary>The folder is read-only, full, or the file is open elsewhere.</summary>
    public static readonly ErrorCode NotWritten = new(
        2008,
        "the file cannot be written",
        "Close what holds it open, or name another output folder",
        ErrorKind.Setting
    );
}
