namespace ProjectInvoice.Connector.Dataverse.Options;

/// <summary>Where an invoice is in finance (pinv_financestatus).</summary>
internal enum FinanceStatus
{
    /// <summary>Finance knows nothing of it.</summary>
    NotSent = 482190000,

    /// <summary>The connector has its message.</summary>
    Sent = 482190001,

    /// <summary>Somebody looks at its proposal.</summary>
    InReview = 482190002,

    /// <summary>It has a customer invoice.</summary>
    Posted = 482190003,

    /// <summary>It was given up.</summary>
    Failed = 482190004,

    /// <summary>It was posted, and the customer gets none.</summary>
    NothingToInvoice = 482190005,
}
