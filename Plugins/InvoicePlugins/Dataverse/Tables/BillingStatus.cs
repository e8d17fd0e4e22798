namespace InvoicePlugins.Dataverse.Tables;

/// <summary>How far billing of an actual has got.</summary>
internal enum BillingStatus
{
    /// <summary>Can be billed.</summary>
    UnbilledSalesCreated = 192350000,

    /// <summary>A draft invoice has taken it.</summary>
    CustomerInvoiceCreated = 192350001,

    /// <summary>Billed.</summary>
    CustomerInvoicePosted = 192350002,

    /// <summary>Replaced, never to be billed.</summary>
    Canceled = 192350003,

    /// <summary>Marked for the next invoice.</summary>
    ReadyToInvoice = 192350004,

    /// <summary>Closed by a work order.</summary>
    WorkOrderClosedPosted = 690970000,
}
