using System.Diagnostics;

namespace ProjectInvoice.Connector;

/// <summary>The connector's own trace source. Tags hold keys and counts, never business data.</summary>
internal static class ConnectorTelemetry
{
    /// <summary>The name under which traces are subscribed to.</summary>
    public const string SourceName = "ProjectInvoice.Connector";

    /// <summary>The tag that carries one correlation id from the confirmation to the callback.</summary>
    public const string CorrelationTag = "pinv.correlation_id";

    internal static readonly ActivitySource Source = new(SourceName);

    internal static Activity? Start(string step, string? correlationId = null)
    {
        var activity = Source.StartActivity(step);
        if (correlationId is not null)
        {
            activity?.SetTag(CorrelationTag, correlationId);
            activity?.SetBaggage(CorrelationTag, correlationId);
        }

        return activity;
    }
}
