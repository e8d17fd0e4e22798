namespace ProjectInvoice.Connector.Dataverse.Options;

/// <summary>Where the confirmation of an invoice is (pinv_confirmationstatus).</summary>
internal enum ConfirmationStatus
{
    /// <summary>Finance is asked to forget it.</summary>
    Withdrawing = 482190007,
}
