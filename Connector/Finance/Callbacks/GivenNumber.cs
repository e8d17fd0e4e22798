namespace ProjectInvoice.Finance.Callbacks;

/// <summary>The highest number that a sequence of a company has given.</summary>
internal sealed record GivenNumber(string Reference, long Number);
