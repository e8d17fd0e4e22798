namespace InvoicePlugins.Dataverse.Tables;

/// <summary>Whether an integration message has arrived.</summary>
internal enum IntegrationMessageStatus
{
    /// <summary>Not delivered yet.</summary>
    Pending = 482190000,

    /// <summary>The connector has stored it.</summary>
    Sent = 482190001,

    /// <summary>Given up.</summary>
    Failed = 482190002,

    /// <summary>The actuals it announces, which other logic creates, are not all there.</summary>
    Waiting = 482190003,

    /// <summary>What it announced was withdrawn.</summary>
    Withdrawn = 482190004,
}
