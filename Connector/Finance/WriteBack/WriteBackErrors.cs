namespace ProjectInvoice.Finance.WriteBack;

/// <summary>What can be wrong with rows that come after their invoice.</summary>
internal static class WriteBackErrors
{
    public static readonly ErrorCode Unannounced = new(
        4025,
        "The row arrived after its invoice was posted and was not announced by it",
        "Compare the invoice on both sides, then revise it where it was made"
    );
}
