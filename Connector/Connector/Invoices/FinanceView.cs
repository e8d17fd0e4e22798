using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.Invoices;

/// <summary>What finance tells of the proposals of a page.</summary>
/// <param name="Proposals">How far they have come; null where this finance system tells nobody, or does not answer.</param>
/// <param name="Postings">How far the connector was told of their postings; null likewise.</param>
/// <param name="Failure">Why finance does not answer; null where it does.</param>
internal sealed record FinanceView(IReadOnlyList<ProposalProgress>? Proposals, IReadOnlyList<PostingProgress>? Postings, Fault? Failure)
{
    /// <summary>The proposal of a confirmation; null where finance has none.</summary>
    public ProposalProgress? Proposal(string? number, string? correlationId) =>
        Proposals?.Where(proposal => proposal.Number == number).OrderByDescending(proposal => IsSame(proposal.CorrelationId, correlationId)).FirstOrDefault();

    /// <summary>The posting of a confirmation that waits to be told; else the last one that was.</summary>
    public PostingProgress? Posting(string? number, string? correlationId) =>
        Postings
            ?.Where(posting => posting.Number == number && (posting.CorrelationId is null || IsSame(posting.CorrelationId, correlationId)))
            .OrderByDescending(posting => posting.NextAttempt is not null)
            .ThenByDescending(posting => posting.PostedOn)
            .FirstOrDefault();

    private static bool IsSame(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
