namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>An order to post many proposals.</summary>
internal sealed class PostingBatch
{
    public Guid BatchId { get; set; }

    /// <summary>The request as JSON; the same id with another request is refused.</summary>
    public string Request { get; set; } = string.Empty;

    public PostingBatchStatus Status { get; set; }

    /// <summary>How often it has run to its end.</summary>
    public int Runs { get; set; }
}
