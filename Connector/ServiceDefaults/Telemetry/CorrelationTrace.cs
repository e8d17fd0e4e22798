using System.Diagnostics;

namespace ProjectInvoice.ServiceDefaults.Telemetry;

/// <summary>
/// The trace of one confirmation, from the click to the write-back: its id is the correlation id, so that steps at other times and in other processes, which no
/// call connects, stand in it, and whoever knows the correlation id has the trace.
/// </summary>
public static class CorrelationTrace
{
    /// <summary>What the steps of a confirmation belong to; null where the correlation id is none.</summary>
    /// <param name="correlationId">One id from the confirmation to the callback.</param>
    public static ActivityContext? Of(string? correlationId)
    {
        if (!Guid.TryParse(correlationId, out var id) || id == Guid.Empty)
        {
            return null;
        }

        var trace = id.ToString("N");
        var span = trace[^16..];

        // A span of zeros only is none (W3C Trace Context, parent-id).
        return new ActivityContext(
            ActivityTraceId.CreateFromString(trace),
            ActivitySpanId.CreateFromString(span.Trim('0').Length == 0 ? trace[..16] : span),
            ActivityTraceFlags.Recorded,
            isRemote: true
        );
    }
}
