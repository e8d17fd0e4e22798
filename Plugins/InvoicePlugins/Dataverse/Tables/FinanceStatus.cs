namespace InvoicePlugins.Dataverse.Tables;

/// <summary>How far an invoice has got in finance.</summary>
internal enum FinanceStatus
{
    /// <summary>Finance does not know it.</summary>
    NotSent = 482190000,

    /// <summary>Finance has it.</summary>
    Sent = 482190001,

    /// <summary>An accountant reviews it.</summary>
    InReview = 482190002,

    /// <summary>Posted; the customer-facing invoice exists.</summary>
    Posted = 482190003,

    /// <summary>Finance refused it.</summary>
    Failed = 482190004,

    /// <summary>Closed without an invoice, since nothing on it is charged.</summary>
    NothingToInvoice = 482190005,
}
