namespace ProjectInvoice.ServiceDefaults.Telemetry;

/// <summary>Tags that traces of both programs have. They hold keys and counts, never business data.</summary>
public static class TelemetryTags
{
    /// <summary>One correlation id from the confirmation to the callback.</summary>
    public const string CorrelationId = "pinv.correlation_id";
}
