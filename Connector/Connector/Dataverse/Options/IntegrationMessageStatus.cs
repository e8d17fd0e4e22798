namespace ProjectInvoice.Connector.Dataverse.Options;

/// <summary>How far an integration message is (pinv_status of pinv_integrationmessage).</summary>
internal enum IntegrationMessageStatus
{
    /// <summary>To be sent, or to be asked for.</summary>
    Pending = 482190000,

    /// <summary>The connector has it.</summary>
    Sent = 482190001,

    /// <summary>It was given up.</summary>
    Failed = 482190002,

    /// <summary>Until all actuals of its invoice are there.</summary>
    Waiting = 482190003,

    /// <summary>Its invoice was withdrawn.</summary>
    Withdrawn = 482190004,
}
