namespace InvoicePlugins.Dataverse.Tables;

/// <summary>What an invoice line detail does with its retainer.</summary>
internal enum RetainerAction
{
    /// <summary>Bills it.</summary>
    Invoice = 482190000,

    /// <summary>Uses it to pay for what the invoice charges.</summary>
    Apply = 482190001,

    /// <summary>Gives it back to the customer.</summary>
    Refund = 482190002,
}
