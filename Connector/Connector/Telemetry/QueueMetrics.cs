using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Telemetry;

/// <summary>
/// How much waits and since when, read from the database whenever metrics are collected. Of several instances on one database each tells the same.
/// </summary>
internal sealed class QueueMetrics(IMeterFactory meters, IDbContextFactory<ConnectorContext> contexts, TimeProvider time, ILogger<QueueMetrics> logger)
    : IHostedService
{
    private const string Depth = "connector.queue.depth";
    private const string Oldest = "connector.queue.oldest";

    // Not before the database is there.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(ConnectorTelemetry.SourceName);
        meter.CreateObservableGauge(Depth, () => Measure(group => (long)group.Count), "{item}", "What waits, is held, or failed.");
        meter.CreateObservableGauge(Oldest, () => Measure(AgeOf), "s", "How long the oldest of it has been waiting.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Group[] Of(IQueryable<StoredWork> work, string queue) =>
        [
            .. work.Where(row => row.State != WorkState.Done)
                .GroupBy(row => row.State)
                .Select(group => new Group(queue, null, group.Key, group.Count(), group.Min(row => row.StoredOn))),
        ];

    private IEnumerable<Measurement<T>> Measure<T>(Func<Group, T> value)
        where T : struct
    {
        try
        {
            return Read().Select(group => new Measurement<T>(value(group), TagsOf(group)));
        }
        catch (Exception exception) when (StorageFailure.Of(exception) is { } failure)
        {
            // Readiness tells it; what is not known is not measured.
            logger.LogWarning("The queues could not be measured: {Code}.", failure.Code);
            return [];
        }
    }

    private List<Group> Read()
    {
        using var context = contexts.CreateDbContext();
        var rows = context
            .PendingRows.GroupBy(row => new { row.Map, row.State })
            .Select(group => new Group(Queue.Rows, group.Key.Map, group.Key.State, group.Count(), group.Min(row => row.StoredOn)))
            .ToList();
        return [.. Of(context.Messages, Queue.Inbox), .. Of(context.Postings, Queue.Postings), .. rows];
    }

    private double AgeOf(Group group) => Math.Max(0, (time.GetUtcNow().UtcDateTime - group.Since).TotalSeconds);

    private static KeyValuePair<string, object?>[] TagsOf(Group group)
    {
        var tags = new List<KeyValuePair<string, object?>>
        {
            new(ConnectorTelemetry.QueueTag, group.Queue),
            new(ConnectorTelemetry.StateTag, group.State.ToString()),
        };
        if (group.Map is not null)
        {
            tags.Add(new(ConnectorTelemetry.MapTag, group.Map));
        }

        return [.. tags];
    }

    private sealed record Group(string Queue, string? Map, WorkState State, int Count, DateTime Since);
}
