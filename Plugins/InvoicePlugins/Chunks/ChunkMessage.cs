namespace InvoicePlugins.Chunks;

/// <summary>The message that carries out one chunk, as its step calls it.</summary>
internal static class ChunkMessage
{
    /// <summary>The name of the message.</summary>
    public const string Name = "pinv_ConfirmInvoiceChunk";

    /// <summary>The parameter with the reason why the chunk is given up.</summary>
    public const string FailureParameter = "Failure";
}
