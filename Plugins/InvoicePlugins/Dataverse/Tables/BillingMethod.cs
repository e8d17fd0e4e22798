namespace InvoicePlugins.Dataverse.Tables;

/// <summary>How a contract line is billed.</summary>
internal enum BillingMethod
{
    /// <summary>By what was used.</summary>
    TimeAndMaterial = 192350000,

    /// <summary>By milestones.</summary>
    FixedPrice = 192350001,
}
