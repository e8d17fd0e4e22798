using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Chunks;

/// <summary>A kind of work that is done in chunks. It is declared beside the class that does it; what runs chunks knows none of those.</summary>
/// <param name="Kind">The kind of chunk.</param>
/// <param name="Begin">Makes the work within one call.</param>
internal sealed record ChunkWork(ChunkKind Kind, Func<PluginCall, IChunkWork> Begin)
{
    /// <summary>Which chunks of the kind it does; all of them unless said.</summary>
    public Func<ConfirmationChunk, bool> Takes { get; init; } = _ => true;
}
