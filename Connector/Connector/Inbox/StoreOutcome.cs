namespace ProjectInvoice.Connector.Inbox;

/// <summary>What became of something received.</summary>
internal enum StoreOutcome
{
    /// <summary>It is stored now.</summary>
    Stored,

    /// <summary>It was stored before, with the same content.</summary>
    Known,

    /// <summary>It was done before and came again: it is done again.</summary>
    Reopened,

    /// <summary>Something else is stored under its id.</summary>
    Contradicts,
}
