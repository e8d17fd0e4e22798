namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>What became of one proposal of a batch.</summary>
internal enum PostingBatchOutcome
{
    /// <summary>Selected, not tried yet; or tried while the database was busy or away, which code and text then say, and tried again by the next run.</summary>
    Selected,

    Posted,

    NothingToInvoice,

    /// <summary>Not posted; code, record and text say why and what to do.</summary>
    Refused,
}
