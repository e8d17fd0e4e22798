using System.Diagnostics;

namespace Finance.Telemetry;

/// <summary>One step of finance as a trace and in the metrics. A step that ends without having called <see cref="Done"/> has failed.</summary>
internal sealed class FinanceStep : IDisposable
{
    private const string RecordTag = "pinv.record";

    private readonly string _step;
    private readonly Activity? _activity;
    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _done;

    public FinanceStep(string step, string? record, string? parent)
    {
        _step = step;
        _activity = parent is not null && ActivityContext.TryParse(parent, null, isRemote: true, out var context)
            ? FinanceTelemetry.Source.StartActivity(step, ActivityKind.Internal, context)
            : FinanceTelemetry.Source.StartActivity(step);
        _activity?.SetTag(FinanceTelemetry.StepTag, step);
        if (record is not null)
        {
            _activity?.SetTag(RecordTag, record);
        }
    }

    /// <summary>Says to which confirmation the step belongs; what the step calls over HTTP is told as well.</summary>
    public void Correlate(string? correlationId)
    {
        if (correlationId is not null)
        {
            _activity?.SetTag(FinanceTelemetry.CorrelationTag, correlationId);
            _activity?.SetBaggage(FinanceTelemetry.CorrelationTag, correlationId);
        }
    }

    public void Done(long count)
    {
        _done = true;
        _activity?.SetTag("pinv.count", count);
        FinanceTelemetry.Done.Add(count, Tag);
    }

    public void Dispose()
    {
        FinanceTelemetry.Duration.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, Tag);
        if (!_done)
        {
            FinanceTelemetry.Failed.Add(1, Tag);
            _activity?.SetStatus(ActivityStatusCode.Error);
        }

        _activity?.Dispose();
    }

    private KeyValuePair<string, object?> Tag => new(FinanceTelemetry.StepTag, _step);
}
