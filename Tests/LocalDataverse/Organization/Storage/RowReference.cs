namespace LocalDataverse.Storage;

/// <summary>A lookup as it is stored.</summary>
internal sealed record RowReference(string Table, Guid Id);
