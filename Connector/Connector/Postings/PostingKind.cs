namespace ProjectInvoice.Connector.Postings;

/// <summary>What finance has posted.</summary>
internal enum PostingKind
{
    /// <summary>An invoice.</summary>
    Invoice,

    /// <summary>A journal of the costs and the accruals of a project.</summary>
    Journal,
}
