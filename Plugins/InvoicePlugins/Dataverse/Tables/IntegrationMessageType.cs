namespace InvoicePlugins.Dataverse.Tables;

/// <summary>What an integration message tells.</summary>
internal enum IntegrationMessageType
{
    /// <summary>An invoice was confirmed.</summary>
    InvoiceConfirmed = 482190000,

    /// <summary>A confirmed invoice is to be withdrawn.</summary>
    InvoiceWithdrawn = 482190001,
}
