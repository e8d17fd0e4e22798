using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Chunks;

/// <summary>Which kind of chunk is at work in which phase of an invoice. Pure.</summary>
internal static class ChunkPhase
{
    // A later kind of the same run follows the earlier ones.
    private static readonly IReadOnlyList<ChunkKind> InOrder = [ChunkKind.Confirm, ChunkKind.Revise, ChunkKind.Check, ChunkKind.Bill, ChunkKind.Undo];

    /// <summary>The phase in which chunks of a kind work.</summary>
    /// <returns>The confirmation status of the invoice.</returns>
    public static ConfirmationStatus Of(ChunkKind kind) =>
        kind switch
        {
            ChunkKind.Bill => ConfirmationStatus.Processing,
            ChunkKind.Undo => ConfirmationStatus.Canceling,
            ChunkKind.Revise => ConfirmationStatus.Preparing,
            _ => ConfirmationStatus.Scheduled,
        };

    /// <summary>How far a run has got: the last kind of which there are chunks.</summary>
    /// <param name="chunks">The chunks of the run.</param>
    /// <returns>The kind; null where there is no chunk.</returns>
    public static ChunkKind? Last(IEnumerable<ConfirmationChunk> chunks)
    {
        var kinds = new HashSet<ChunkKind>(chunks.Select(chunk => chunk.Kind).OfType<ChunkKind>());
        return InOrder.Where(kinds.Contains).Select(kind => (ChunkKind?)kind).LastOrDefault();
    }

    /// <summary>Whether an invoice is in the phase of a chunk, and in its run.</summary>
    public static bool IsDue(Invoice invoice, ConfirmationChunk chunk) =>
        chunk.Kind is { } kind && invoice.ConfirmationStatus == Of(kind) && invoice.ConfirmationAttempt == chunk.Attempt;

    /// <summary>Whether a chunk still has to be carried out.</summary>
    public static bool IsOpen(ConfirmationChunk chunk) => chunk.Status is ChunkStatus.Pending or ChunkStatus.Failed;
}
