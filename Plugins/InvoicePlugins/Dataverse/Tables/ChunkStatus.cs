namespace InvoicePlugins.Dataverse.Tables;

/// <summary>How far a chunk has got.</summary>
internal enum ChunkStatus
{
    /// <summary>To be carried out.</summary>
    Pending = 482190000,

    /// <summary>Carried out.</summary>
    Complete = 482190001,

    /// <summary>Given up; its faults say why.</summary>
    Failed = 482190002,

    /// <summary>Not carried out any more, or undone.</summary>
    Canceled = 482190003,
}
