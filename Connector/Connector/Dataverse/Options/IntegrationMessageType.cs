namespace ProjectInvoice.Connector.Dataverse.Options;

/// <summary>What an integration message says (pinv_messagetype).</summary>
internal enum IntegrationMessageType
{
    /// <summary>The invoice is to be billed in finance.</summary>
    InvoiceConfirmed = 482190000,

    /// <summary>Finance is to forget it, if it has not posted it.</summary>
    InvoiceWithdrawn = 482190001,
}
