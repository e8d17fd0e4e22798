using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>A chunk of the first pass with what it has noted.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Notes">Its notes.</param>
public sealed record CheckedChunk(ConfirmationChunk Chunk, ChunkNotes Notes);
