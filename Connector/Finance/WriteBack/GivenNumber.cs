namespace ProjectInvoice.Finance.WriteBack;

/// <summary>The highest number that a sequence of a company has given.</summary>
internal sealed record GivenNumber(string Reference, long Number);
