namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>How far a batch has come.</summary>
internal enum PostingBatchStatus
{
    /// <summary>Has to run, or was cut off while it ran and runs again.</summary>
    Waiting,

    /// <summary>Has run; what was refused can be posted by running it again.</summary>
    Finished,

    /// <summary>A recurring batch between its runs.</summary>
    Recurring,

    /// <summary>Was stopped: what it has not posted by then, it does not post any more.</summary>
    Stopped,
}
