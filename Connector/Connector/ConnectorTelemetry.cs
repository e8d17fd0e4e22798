using System.Diagnostics;
using ProjectInvoice.ServiceDefaults.Telemetry;

namespace ProjectInvoice.Connector;

/// <summary>The connector's own trace source. Tags hold keys and counts, never business data.</summary>
internal static class ConnectorTelemetry
{
    /// <summary>The name under which traces are subscribed to.</summary>
    public const string SourceName = "ProjectInvoice.Connector";

    internal static readonly ActivitySource Source = new(SourceName);

    internal static Activity? Start(string step, string? correlationId = null)
    {
        var activity = Source.StartActivity(step);
        if (correlationId is not null)
        {
            activity?.SetTag(TelemetryTags.CorrelationId, correlationId);
            activity?.SetBaggage(TelemetryTags.CorrelationId, correlationId);
        }

        return activity;
    }
}
