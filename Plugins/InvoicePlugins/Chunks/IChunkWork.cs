using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Chunks;

/// <summary>
/// What the chunks of one kind do. The row of the invoice is not written by <see cref="CarryOut"/>: it is locked last, for as short as possible.
/// </summary>
internal interface IChunkWork
{
    /// <summary>Does the work of one chunk.</summary>
    /// <param name="chunk">The chunk, locked.</param>
    /// <param name="invoice">The invoice, as it was read without a lock.</param>
    /// <returns>What came of it.</returns>
    ChunkOutcome CarryOut(ConfirmationChunk chunk, Invoice invoice);

    /// <summary>Ends the phase, after its last chunk.</summary>
    /// <param name="chunk">The last chunk.</param>
    /// <param name="invoice">The invoice, locked.</param>
    void EndPhase(ConfirmationChunk chunk, Invoice invoice);
}
