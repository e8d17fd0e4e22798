namespace InvoicePlugins.Dataverse.Tables;

/// <summary>How far a retainer has got.</summary>
internal enum RetainerStatus
{
    /// <summary>Not invoiced.</summary>
    Open = 482190000,

    /// <summary>Invoiced; what is left of it can be applied.</summary>
    Invoiced = 482190001,

    /// <summary>Invoiced, and nothing is left of it.</summary>
    Used = 482190002,

    /// <summary>Refunded at least in part; what is left can be refunded, not applied.</summary>
    Refunded = 482190003,
}
