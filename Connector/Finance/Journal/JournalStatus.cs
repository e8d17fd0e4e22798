namespace ProjectInvoice.Finance.Journal;

/// <summary>How far an integration journal, or one of its lines, has come.</summary>
internal enum JournalStatus
{
    /// <summary>Can be edited and posted.</summary>
    Draft,

    /// <summary>Is being posted; a run that was cut off leaves it so, and resetting or the next run takes it up again.</summary>
    Processing,

    Posted,

    /// <summary>A line could not be posted for a reason that can be mended; after that it can be reset to draft.</summary>
    Error,

    /// <summary>A line that can never be posted, such as one whose original was refused for good.</summary>
    Unrecoverable,
}
