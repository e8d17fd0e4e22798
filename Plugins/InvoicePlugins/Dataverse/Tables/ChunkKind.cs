namespace InvoicePlugins.Dataverse.Tables;

/// <summary>What a chunk does with its part of an invoice.</summary>
internal enum ChunkKind
{
    /// <summary>Looks for faults, and tells how much there is to write.</summary>
    Check = 482190000,

    /// <summary>Writes the billing records.</summary>
    Bill = 482190001,

    /// <summary>Takes back what a chunk has billed.</summary>
    Undo = 482190002,

    /// <summary>Confirms an invoice of a bulk confirmation.</summary>
    Confirm = 482190003,

    /// <summary>Fills a corrective draft.</summary>
    Revise = 482190004,
}
