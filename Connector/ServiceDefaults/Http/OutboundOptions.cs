namespace ProjectInvoice.ServiceDefaults.Http;

/// <summary>What a program allows an answer of another one to cost.</summary>
/// <param name="Timeout">How long one request may take, to the last byte of its answer.</param>
/// <param name="LargestAnswer">How many bytes an answer may have, unpacked.</param>
public sealed record OutboundOptions(TimeSpan Timeout, long LargestAnswer);
