namespace InvoicePlugins.Dataverse.Tables;

/// <summary>How far the confirmation of an invoice has got.</summary>
internal enum ConfirmationStatus
{
    /// <summary>Not begun.</summary>
    None = 482190000,

    /// <summary>Waiting, or its first pass checks the details; nothing is billed yet.</summary>
    Scheduled = 482190001,

    /// <summary>Bills, chunk by chunk.</summary>
    Processing = 482190002,

    /// <summary>Carried out.</summary>
    Complete = 482190003,

    /// <summary>Failed.</summary>
    Failed = 482190004,

    /// <summary>Being undone, chunk by chunk.</summary>
    Canceling = 482190005,

    /// <summary>A corrective draft that is being filled.</summary>
    Preparing = 482190006,

    /// <summary>Confirmed; finance is asked to let it go.</summary>
    Withdrawing = 482190007,
}
