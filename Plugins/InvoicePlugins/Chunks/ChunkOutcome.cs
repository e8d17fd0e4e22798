using System.Collections.Generic;
using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Chunks;

/// <summary>What came of carrying out a chunk.</summary>
/// <param name="IsFailed">Whether it was given up, which ends the phase.</param>
/// <param name="Faults">What forbids the confirmation; a first pass ends with faults without having failed.</param>
/// <param name="Notes">What is noted for those who follow; null leaves the notes as they are.</param>
internal sealed record ChunkOutcome(bool IsFailed, IReadOnlyCollection<Fault> Faults, string? Notes)
{
    /// <summary>The chunk did what it had to.</summary>
    /// <param name="notes">What is noted for those who follow.</param>
    public static ChunkOutcome Done(string? notes = null) => new(false, [], notes);

    /// <summary>The chunk is given up, and has written nothing.</summary>
    /// <param name="faults">Why.</param>
    public static ChunkOutcome Failed(IReadOnlyCollection<Fault> faults) => new(true, faults, null);
}
