namespace Benchmarks.Measuring;

/// <param name="Elapsed">From the call to its answer, its transaction's end included.</param>
/// <param name="Calls">Service calls of plug-ins meanwhile.</param>
internal sealed record TimedCall(TimeSpan Elapsed, long Calls);
