using System.Diagnostics.Metrics;
using ProjectInvoice.ServiceDefaults.Telemetry;

namespace ProjectInvoice.Connector.Telemetry;

/// <summary>The connector's own traces and metrics. Tags hold keys and counts, never business data.</summary>
internal static class ConnectorTelemetry
{
    /// <summary>The name under which traces and metrics are subscribed to.</summary>
    public const string SourceName = "ProjectInvoice.Connector";

    public const string QueueTag = "pinv.queue";
    public const string StateTag = "pinv.state";
    public const string MapTag = "pinv.table_map";

    private static readonly ProgramTelemetry Telemetry = new(
        SourceName,
        "connector",
        "Messages stored, headers and rows delivered, parts of postings recorded."
    );

    private static readonly Histogram<double> Lag = Telemetry.Durations(
        "connector.lag",
        "From the arrival of a message, a row or a part of a posting until it was through."
    );

    /// <summary>Begins a step; disposing it ends it.</summary>
    /// <param name="step">What is done.</param>
    /// <param name="correlationId">To which confirmation it belongs; null where it serves many.</param>
    public static TelemetryStep Start(string step, string? correlationId = null)
    {
        var started = Telemetry.Start(step, parent: CorrelationTrace.Of(correlationId));
        started.Correlate(correlationId);
        return started;
    }

    /// <summary>Notes how long something took that is through now.</summary>
    /// <param name="queue">Where it waited: one of <see cref="Queue"/>.</param>
    /// <param name="storedOn">When it arrived, in UTC.</param>
    /// <param name="now">The present, in UTC. A clock that was set back makes nothing negative.</param>
    public static void Through(string queue, DateTime storedOn, DateTime now) =>
        Lag.Record(Math.Max(0, (now - storedOn).TotalSeconds), KeyValuePair.Create(QueueTag, (object?)queue));
}
