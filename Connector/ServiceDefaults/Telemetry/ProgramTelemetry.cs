using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ProjectInvoice.ServiceDefaults.Telemetry;

/// <summary>
/// The steps of one program as spans and in its metrics <c>.step.duration</c> (seconds), <c>.step.done</c> (items) and <c>.step.failed</c> (steps). Tags hold
/// keys and counts, never business data.
/// </summary>
public sealed class ProgramTelemetry : IDisposable
{
    /// <summary>Bounds for what takes milliseconds or minutes, in seconds: the usual ones are made for milliseconds.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14400, 86400],
    };

    private readonly ActivitySource source;
    private readonly Meter meter;
    private readonly Histogram<double> duration;
    private readonly Counter<long> done;
    private readonly Counter<long> failed;

    /// <summary>One for a program, as long as it lives.</summary>
    /// <param name="name">The name under which its traces and metrics are subscribed to.</param>
    /// <param name="prefix">What the names of its metrics begin with.</param>
    /// <param name="items">What its steps do, for whoever reads the metrics.</param>
    public ProgramTelemetry(string name, string prefix, string items)
    {
        source = new ActivitySource(name);
        meter = new Meter(name);
        duration = Durations($"{prefix}.step.duration", "How long a step took.");
        done = meter.CreateCounter<long>($"{prefix}.step.done", "{item}", items);
        failed = meter.CreateCounter<long>($"{prefix}.step.failed", "{step}", "Steps that failed or were refused.");
    }

    /// <summary>A histogram of seconds.</summary>
    /// <param name="name">Its whole name.</param>
    /// <param name="description">What it measures.</param>
    public Histogram<double> Durations(string name, string description) => meter.CreateHistogram(name, "s", description, tags: null, Seconds);

    /// <summary>Begins a step; disposing it ends it.</summary>
    /// <param name="step">What is done.</param>
    /// <param name="record">The key of what it is done to.</param>
    /// <param name="parent">The step that caused it in another process or at another time; without it, what runs around it.</param>
    public TelemetryStep Start(string step, string? record = null, ActivityContext? parent = null)
    {
        var around = Activity.Current?.Context;
        var activity = parent is { } cause
            ? source.StartActivity(step, ActivityKind.Internal, cause, links: around is { } caller ? [new ActivityLink(caller)] : null)
            : source.StartActivity(step);
        return new TelemetryStep(this, step, record, activity);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        source.Dispose();
        meter.Dispose();
    }

    internal void Ended(string step, TimeSpan elapsed, bool isDone, string? code)
    {
        var tag = KeyValuePair.Create(TelemetryTags.Step, (object?)step);
        duration.Record(elapsed.TotalSeconds, tag);
        if (!isDone)
        {
            failed.Add(1, tag, KeyValuePair.Create(TelemetryTags.Code, (object?)(code ?? "")));
        }
    }

    internal void Did(string step, long count) => done.Add(count, KeyValuePair.Create(TelemetryTags.Step, (object?)step));
}
