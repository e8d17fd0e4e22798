using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Finance.Storage;

/// <summary>What a failure of the database means to who sent the request: the same on every database. The transaction is rolled back.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Status">The HTTP status that says it best.</param>
/// <param name="Code">PINV and four digits.</param>
/// <param name="Text">Cause and remedy.</param>
internal sealed record StorageFailure(StorageFaultKind Kind, int Status, string Code, string Text)
{
    private const string Cannot = "PINV4430";

    /// <summary>Whether the same request may succeed later without anybody correcting it.</summary>
    public bool Passes => Kind != StorageFaultKind.Unstorable;

    /// <summary>Null when the failure is not one of the database, or is a fault of finance.</summary>
    public static StorageFailure? Of(Exception exception) => StorageFault.KindOf(exception) is { } kind ? Of(kind) : null;

    public static StorageFailure Of(StorageFaultKind kind) =>
        kind switch
        {
            StorageFaultKind.Conflict => new(
                kind,
                StatusCodes.Status409Conflict,
                "PINV4408",
                "An update conflict occurred due to another user process changing the same records. Try again."
            ),
            StorageFaultKind.Busy => Away(kind, "PINV4408", "The database is busy with other work. Try again."),
            StorageFaultKind.Unstorable => new(
                kind,
                StatusCodes.Status400BadRequest,
                "PINV4405",
                "The request asks for a value that the database cannot compute or store, such as a division by zero. Correct it, then send it again."
            ),
            StorageFaultKind.Full => Away(kind, Cannot, "The disk or the database has no room left. An administrator makes room; then try again."),
            StorageFaultKind.ReadOnly => Away(
                kind,
                Cannot,
                "The database can be read but not written. An administrator gives finance the right to write it; then try again."
            ),
            StorageFaultKind.Corrupt => Away(
                kind,
                "PINV4441",
                "The database is damaged. An administrator stops finance and restores the last backup; nothing was changed."
            ),
            _ => Away(
                kind,
                Cannot,
                "The database cannot be reached, or its file cannot be read and written. An administrator sees that it runs and that its disk "
                    + "works; then try again."
            ),
        };

    /// <summary>As the readiness of finance says it.</summary>
    public static string Describe(StorageFaultKind kind) => Of(kind).ToRefusal().Message;

    /// <summary>As finance answers it where no request is to blame.</summary>
    public FinanceRefusal ToRefusal() => new(Code, "database", Text, Status);

    private static StorageFailure Away(StorageFaultKind kind, string code, string text) => new(kind, StatusCodes.Status503ServiceUnavailable, code, text);
}
