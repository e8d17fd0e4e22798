namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>A batch as it is asked for.</summary>
internal sealed record PostingBatchState(
    Guid Id,
    string Status,
    int Runs,
    PostingBatchRequest Request,
    int Posted,
    int Refused,
    int Waiting,
    IReadOnlyList<PostingBatchStateProposal> Proposals
);
