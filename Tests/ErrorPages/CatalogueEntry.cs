namespace ErrorPages;

/// <summary>One entry of a catalogue of errors.</summary>
/// <param name="Catalogue">The type that holds it, such as <c>PostingErrors</c>.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Number">The four digits after <c>PINV</c>.</param>
/// <param name="Cause">With placeholders for the values of the case.</param>
/// <param name="Remedy">With the same placeholders.</param>
/// <param name="Kind">Who can mend it.</param>
/// <param name="Status">The HTTP status of an answer that says so; null where there is none.</param>
internal sealed record CatalogueEntry(string Catalogue, string Name, int Number, string Cause, string Remedy, string Kind, int? Status);
