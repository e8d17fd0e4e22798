using System.Diagnostics;

namespace ProjectInvoice.Finance.Telemetry;

/// <summary>One step of finance as a trace and in the metrics. A step that ends without having called <see cref="Done"/> has failed.</summary>
internal sealed class FinanceStep : IDisposable
{
    private const string RecordTag = "pinv.record";

    private readonly string step;
    private readonly Activity? activity;
    private readonly long started = Stopwatch.GetTimestamp();
    private bool done;

    public FinanceStep(string step, string? record, string? parent)
    {
        this.step = step;
        activity =
            parent is not null && ActivityContext.TryParse(parent, null, isRemote: true, out var context)
                ? FinanceTelemetry.Source.StartActivity(step, ActivityKind.Internal, context)
                : FinanceTelemetry.Source.StartActivity(step);
        activity?.SetTag(FinanceTelemetry.StepTag, step);
        if (record is not null)
        {
            activity?.SetTag(RecordTag, record);
        }
    }

    /// <summary>Says to which confirmation the step belongs; what the step calls over HTTP is told as well.</summary>
    public void Correlate(string? correlationId)
    {
        if (correlationId is not null)
        {
            activity?.SetTag(FinanceTelemetry.CorrelationTag, correlationId);
            activity?.SetBaggage(FinanceTelemetry.CorrelationTag, correlationId);
        }
    }

    public void Done(long count)
    {
        done = true;
        activity?.SetTag("pinv.count", count);
        FinanceTelemetry.Done.Add(count, Tag);
    }

    public void Dispose()
    {
        FinanceTelemetry.Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, Tag);
        if (!done)
        {
            FinanceTelemetry.Failed.Add(1, Tag);
            activity?.SetStatus(ActivityStatusCode.Error);
        }

        activity?.Dispose();
    }

    private KeyValuePair<string, object?> Tag => new(FinanceTelemetry.StepTag, step);
}
