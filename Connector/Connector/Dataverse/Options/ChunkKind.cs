namespace ProjectInvoice.Connector.Dataverse.Options;

/// <summary>What a chunk of a confirmation does (pinv_kind).</summary>
internal enum ChunkKind
{
    /// <summary>It makes actuals.</summary>
    Bill = 482190001,
}
