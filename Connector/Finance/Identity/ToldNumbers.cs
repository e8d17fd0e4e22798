namespace ProjectInvoice.Finance.Identity;

/// <summary>What the connector was told of some books.</summary>
/// <param name="Source">The books.</param>
/// <param name="Generation">Their highest generation; zero where it was told nothing.</param>
/// <param name="Numbers">The highest number of each sequence.</param>
/// <param name="Recorded">What it found recorded when its own database was made, which it was not told; null where there is none.</param>
internal sealed record ToldNumbers(Guid Source, int Generation, IReadOnlyList<ToldNumber> Numbers, IReadOnlyList<RecordedNumber>? Recorded = null);
