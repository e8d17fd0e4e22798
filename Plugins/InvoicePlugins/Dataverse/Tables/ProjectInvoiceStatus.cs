namespace InvoicePlugins.Dataverse.Tables;

/// <summary>The project invoice status of an invoice.</summary>
internal enum ProjectInvoiceStatus
{
    /// <summary>Being prepared; can be confirmed.</summary>
    Draft = 192350000,

    /// <summary>Being reviewed; can be confirmed.</summary>
    InReview = 192350001,

    /// <summary>Billed and read-only.</summary>
    Confirmed = 192350002,

    /// <summary>Paid by the customer.</summary>
    Paid = 192350003,
}
