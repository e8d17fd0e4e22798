using System.Diagnostics;

namespace ProjectInvoice.ServiceDefaults.Telemetry;

/// <summary>One step as a span and in the metrics. A step that ends without having called <see cref="Done"/> has failed.</summary>
public sealed class TelemetryStep : IDisposable
{
    private readonly ProgramTelemetry telemetry;
    private readonly string step;
    private readonly Activity? activity;
    private readonly long started = Stopwatch.GetTimestamp();
    private bool done;
    private string? code;

    internal TelemetryStep(ProgramTelemetry telemetry, string step, string? record, Activity? activity)
    {
        this.telemetry = telemetry;
        this.step = step;
        this.activity = activity;
        activity?.SetTag(TelemetryTags.Step, step);
        if (record is not null)
        {
            activity?.SetTag(TelemetryTags.Record, record);
        }
    }

    /// <summary>Says to which confirmation the step belongs; what the step calls over HTTP is told as well.</summary>
    /// <param name="correlationId">One id from the confirmation to the callback; null where it is not known.</param>
    public void Correlate(string? correlationId)
    {
        if (correlationId is not null)
        {
            activity?.SetTag(TelemetryTags.CorrelationId, correlationId);
            activity?.SetBaggage(TelemetryTags.CorrelationId, correlationId);
        }
    }

    /// <summary>Adds a key or a count to the span.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">The key or the count.</param>
    public void SetTag(string name, object value) => activity?.SetTag(name, value);

    /// <summary>It has succeeded.</summary>
    /// <param name="count">Items that it did.</param>
    public void Done(long count)
    {
        done = true;
        activity?.SetTag(TelemetryTags.Count, count);
        telemetry.Did(step, count);
    }

    /// <summary>It has failed.</summary>
    /// <param name="error">The code of the error.</param>
    public void Failed(string error)
    {
        code = error;
        activity?.SetTag(TelemetryTags.Code, error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        telemetry.Ended(step, Stopwatch.GetElapsedTime(started), done, code);
        if (!done)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }

        activity?.Dispose();
    }
}
