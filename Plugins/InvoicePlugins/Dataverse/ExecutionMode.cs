namespace InvoicePlugins.Dataverse;

/// <summary>Whether a step runs with the operation or after it, with the platform's own numbers.</summary>
public enum ExecutionMode
{
    /// <summary>The caller waits; a fault cancels the operation.</summary>
    Synchronous = 0,

    /// <summary>A job of its own, after the transaction has been committed; only at <see cref="PipelineStage.PostOperation"/>.</summary>
    Asynchronous = 1,
}
