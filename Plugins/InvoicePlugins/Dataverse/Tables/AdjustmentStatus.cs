namespace InvoicePlugins.Dataverse.Tables;

/// <summary>Whether an actual has been, or can be, replaced.</summary>
internal enum AdjustmentStatus
{
    /// <summary>Is being adjusted.</summary>
    InProcess = 192350000,

    /// <summary>Was replaced.</summary>
    Adjusted = 192350001,

    /// <summary>Is a reversal, which cannot be adjusted.</summary>
    Unadjustable = 192350002,
}
