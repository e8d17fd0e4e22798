namespace ProjectInvoice.Finance.Identity;

/// <summary>Which parts had been sent at a moment.</summary>
/// <param name="Last">The last part that there was.</param>
/// <param name="Unsent">Those up to it that waited.</param>
internal sealed record PartsSent(long Last, HashSet<long> Unsent);
