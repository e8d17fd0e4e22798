namespace LocalDataverse.WebApi.Batches;

/// <summary>What stands between two boundaries of a batch: a single operation, or a change set of several.</summary>
internal sealed record BatchItem(IReadOnlyList<BatchOperation> Operations, bool IsChangeSet);
