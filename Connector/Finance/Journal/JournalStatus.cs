namespace Finance.Journal;

/// <summary>Whether a journal or a journal line waits for posting or is posted.</summary>
internal enum JournalStatus
{
    Open,
    Posted,
}
