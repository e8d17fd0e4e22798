using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>A chunk of the first pass with what it has noted.</summary>
internal sealed record CheckedChunk(ConfirmationChunk Chunk, ChunkNotes Notes);
