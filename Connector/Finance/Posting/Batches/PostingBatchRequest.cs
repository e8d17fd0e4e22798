namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>A batch to make.</summary>
/// <param name="Id">Given by the caller, so that sending it again makes no second batch.</param>
/// <param name="Company">Whose proposals; null for every company.</param>
/// <param name="Selection">Which proposals; null for all that are ready.</param>
/// <param name="LateSelection">Whether the selection is made when the batch runs instead of now.</param>
/// <param name="InvoiceDate">The date to post with; null takes each header's.</param>
/// <param name="Recurring">A cron expression (UTC): the batch selects and runs again and again.</param>
internal sealed record PostingBatchRequest(
    Guid? Id = null,
    string? Company = null,
    PostingSelection? Selection = null,
    bool LateSelection = false,
    DateOnly? InvoiceDate = null,
    string? Recurring = null
);
