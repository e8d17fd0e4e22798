namespace ProjectInvoice.Connector.Postings;

/// <summary>What came of an invoice.</summary>
internal enum PostingOutcome
{
    /// <summary>The customer gets an invoice.</summary>
    Posted,

    /// <summary>Nothing of it is charged.</summary>
    NothingToInvoice,
}
