namespace ProjectInvoice.Connector.Postings;

/// <summary>How far a number sequence had come.</summary>
/// <param name="Reference">What it numbers.</param>
/// <param name="Number">The highest number given.</param>
internal sealed record PostedNumber(string Reference, long Number);
