namespace LocalDataverse.WebApi.Batches;

/// <summary>One embedded HTTP request; its address is as the client wrote it and may start with a reference such as <c>$1</c>.</summary>
internal sealed record BatchOperation(string Method, string Address, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body, string? ContentId);
