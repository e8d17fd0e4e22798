namespace InvoicePlugins.Dataverse.Tables;

/// <summary>How far billing of a milestone has got.</summary>
internal enum MilestoneStatus
{
    /// <summary>Not ready for invoicing.</summary>
    NotReady = 192350000,

    /// <summary>Ready for invoicing.</summary>
    Ready = 192350001,

    /// <summary>A draft invoice has taken it.</summary>
    CustomerInvoiceCreated = 192350002,

    /// <summary>Billed.</summary>
    CustomerInvoicePosted = 192350003,
}
