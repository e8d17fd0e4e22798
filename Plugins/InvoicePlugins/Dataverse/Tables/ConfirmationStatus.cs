namespace InvoicePlugins.Dataverse.Tables;

/// <summary>How far the confirmation of an invoice has got.</summary>
public enum ConfirmationStatus
{
    /// <summary>Not begun.</summary>
    None = 482190000,

    /// <summary>Waiting to be carried out.</summary>
    Scheduled = 482190001,

    /// <summary>Being carried out.</summary>
    Processing = 482190002,

    /// <summary>Carried out.</summary>
    Complete = 482190003,

    /// <summary>Failed.</summary>
    Failed = 482190004,
}
