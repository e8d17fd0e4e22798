using ProjectInvoice.Connector.Postings;

namespace ProjectInvoice.Connector.Api;

/// <summary>What a database of finance is answered that asks for its numbers (books.schema.json).</summary>
/// <param name="Source">The database.</param>
/// <param name="Generation">Its highest generation; zero where it has told nothing.</param>
/// <param name="Numbers">The highest number of each sequence that it has told.</param>
/// <param name="Recorded">What Dataverse had recorded before.</param>
internal sealed record BooksAnswer(Guid Source, int Generation, IReadOnlyList<ToldNumber> Numbers, IReadOnlyList<RecordedDocument> Recorded)
{
    public static BooksAnswer Of(Guid source, KnownBooks books) =>
        new(
            source,
            books.Generation,
            [.. books.Numbers.Select(number => new ToldNumber(number.Company, number.Reference, number.Number))],
            [.. books.Recorded.Select(number => new RecordedDocument(number.Company, number.Document, number.Number))]
        );
}
