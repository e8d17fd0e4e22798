namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>Which proposals a batch posts: those named, or those that are ready and fit everything that is given.</summary>
/// <param name="Proposals">Numbers of proposals of the company.</param>
/// <param name="Contract">A project contract.</param>
/// <param name="Customer">A customer account.</param>
/// <param name="From">The earliest invoice date.</param>
/// <param name="To">The latest invoice date.</param>
internal sealed record PostingSelection(
    IReadOnlyList<string>? Proposals = null,
    string? Contract = null,
    string? Customer = null,
    DateOnly? From = null,
    DateOnly? To = null
);
