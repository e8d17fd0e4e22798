namespace InvoicePlugins.Dataverse.Tables;

/// <summary>Whether a transaction is charged.</summary>
internal enum BillingType
{
    /// <summary>Not charged.</summary>
    NonChargeable = 192350000,

    /// <summary>Charged.</summary>
    Chargeable = 192350001,

    /// <summary>Given to the customer and shown to him.</summary>
    Complimentary = 192350002,

    /// <summary>Not decided.</summary>
    NotAvailable = 192350003,
}
