using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Chunks;

/// <summary>What happens to a chunk, whatever its work is (PINV105x).</summary>
internal static class ChunkErrors
{
    /// <summary>The confirmation was stopped while a chunk was at work.</summary>
    public static readonly ErrorCode Superseded = new(
        1055,
        "The confirmation stopped while this chunk was at work",
        "Nothing was changed; resume the confirmation, or cancel it"
    );

    /// <summary>The billing of a part failed.</summary>
    public static readonly ErrorCode ChunkFailed = new(1058, "{0} failed", "Mend what follows, then resume the confirmation, or cancel it");
}
