using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Postings;

/// <summary>What is known of the numbers of some books.</summary>
/// <param name="Generation">Their highest generation; zero where they have told nothing.</param>
/// <param name="Numbers">The highest numbers that they have told.</param>
/// <param name="Recorded">The highest numbers that Dataverse had recorded when this database was made.</param>
internal sealed record KnownBooks(int Generation, IReadOnlyList<HighestNumber> Numbers, IReadOnlyList<RecordedNumber> Recorded);
