namespace ProjectInvoice.Connector.Postings;

/// <summary>Whose books a posting is in, and how far their numbers had come.</summary>
/// <param name="Source">The identity of finance's database.</param>
/// <param name="Generation">Its generation, from 1.</param>
/// <param name="Company">The company, in capitals.</param>
/// <param name="Numbers">The highest number that each sequence of the company had given.</param>
internal sealed record PostedBooks(Guid Source, int Generation, string Company, IReadOnlyList<PostedNumber> Numbers);
