namespace ProjectInvoice.Connector.Dataverse.Options;

/// <summary>How far a chunk of a confirmation is (pinv_status of pinv_confirmationchunk).</summary>
internal enum ChunkStatus
{
    /// <summary>It has done its work.</summary>
    Complete = 482190001,
}
