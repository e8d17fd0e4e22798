namespace ProjectInvoice.Connector.Dataverse.Options;

/// <summary>Where a project invoice is (msdyn_projectinvoicestatus).</summary>
internal enum ProjectInvoiceStatus
{
    /// <summary>It is locked, and its actuals are made. What follows is numbered higher.</summary>
    Confirmed = 192350002,
}
