namespace ProjectInvoice.ServiceDefaults.Telemetry;

/// <summary>Tags that traces and metrics of both programs have. They hold keys and counts, never business data.</summary>
public static class TelemetryTags
{
    /// <summary>One correlation id from the confirmation to the callback.</summary>
    public const string CorrelationId = "pinv.correlation_id";

    /// <summary>The name of a step.</summary>
    public const string Step = "pinv.step";

    /// <summary>The key of what a step is done to.</summary>
    public const string Record = "pinv.record";

    /// <summary>How many items a step did.</summary>
    public const string Count = "pinv.count";

    /// <summary>The code of the error that a step failed with.</summary>
    public const string Code = "pinv.code";
}
