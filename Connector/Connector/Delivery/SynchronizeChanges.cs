using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Telemetry;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>Runs every map that follows changes: reads, then delivers. One map's failure does not stop the next.</summary>
internal sealed class SynchronizeChanges(
    IDbContextFactory<ConnectorContext> contexts,
    TableMapCatalog maps,
    IClaims claims,
    WithdrawInvoices withdraw,
    RowsAgain again,
    Reconcile reconcile,
    ReadChanges read,
    DeliverRows deliver,
    TimeProvider time,
    ILogger<SynchronizeChanges> logger
)
{
    /// <summary>What stopped the last comparison with finance; null for nothing.</summary>
    public ConnectorException? ReconcileFailure { get; private set; }

    /// <summary>
    /// Runs all maps once: reads them all, then delivers. What waits with other rows is read before those, so that these are known when it is delivered.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var following = maps.Maps.Where(map => map.Trigger == MapTrigger.Changes).ToList();
        await claims.TryAllAsync(following.Select(Claim), () => PrepareAsync(cancellation), cancellation);
        var ready = await ReadAsync(following, cancellation);
        foreach (var map in following.Where(map => ready.ContainsKey(map.Name)))
        {
            await DeliverAsync(ready[map.Name], ready, cancellation);
        }
    }

    // Never beside the delivery of rows, whichever map's.
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await withdraw.RunAsync(cancellation);
        await again.RunAsync(cancellation);
        await ReconcileAsync(cancellation);
    }

    /// <summary>The maps whose tables were read to the end, by their names.</summary>
    private async Task<Dictionary<string, BoundMap>> ReadAsync(IReadOnlyList<TableMap> following, CancellationToken cancellation)
    {
        var ready = new Dictionary<string, BoundMap>(StringComparer.Ordinal);
        foreach (var map in following.OrderBy(map => map.WaitsWith.Count == 0))
        {
            await AloneAsync(
                [map],
                "Read changes",
                async () =>
                {
                    var bound = await maps.GetAsync(map, cancellation);
                    var changes = await read.RunAsync(bound, cancellation);
                    ready[map.Name] = bound;
                    return changes;
                },
                cancellation
            );
        }

        return ready;
    }

    private async Task DeliverAsync(BoundMap bound, Dictionary<string, BoundMap> ready, CancellationToken cancellation)
    {
        var map = bound.Map;
        var partners = bound.WaitsWith.Select(partner => ready.GetValueOrDefault(maps.WaitingMap(partner.Table).Name)).OfType<BoundMap>().ToList();
        if (partners.Count < bound.WaitsWith.Count)
        {
            logger.LogInformation("Map {Map} waits: the rows that its rows wait with were not read.", map.Name);
            return;
        }

        await AloneAsync(
            [map, .. partners.Select(partner => partner.Map)],
            "Synchronize",
            async () =>
            {
                var delivered = await deliver.RunAsync(bound, partners, cancellation);
                await NoteAsync(map, null, cancellation);
                if (delivered > 0)
                {
                    logger.LogInformation("{Rows} rows delivered by map {Map}.", delivered, map.Name);
                }

                return delivered;
            },
            cancellation
        );
    }

    /// <summary>One step of one map: what stops it is noted, the others go on. Another connector may be at it, or at the maps that it looks at.</summary>
    private Task<bool> AloneAsync(IReadOnlyList<TableMap> claimed, string step, Func<Task<int>> work, CancellationToken cancellation) =>
        claims.TryAllAsync(claimed.Select(Claim), () => NotedAsync(claimed[0], step, work, cancellation), cancellation);

    private async Task NotedAsync(TableMap map, string step, Func<Task<int>> work, CancellationToken cancellation)
    {
        using var measured = ConnectorTelemetry.Start(step);
        measured.SetTag(ConnectorTelemetry.MapTag, map.Name);
        try
        {
            measured.Done(await work());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = ConnectorException.From(exception, $"Table map {map.Name}");
            measured.Failed(failure.Code);
            await NoteAsync(map, failure, cancellation);
            logger.LogWarning(failure.Unexpected, "Map {Map} stopped: {Code}.", map.Name, failure.Code);
        }
    }

    // What finance lost is found in the next run too: this one carries what there is.
    private async Task ReconcileAsync(CancellationToken cancellation)
    {
        try
        {
            await reconcile.RunAsync(cancellation);
            ReconcileFailure = null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = ConnectorException.From(exception, "Reconciliation with finance");
            ReconcileFailure = failure;
            logger.LogWarning(failure.Unexpected, "Not reconciled with finance: {Code}.", failure.Code);
        }
    }

    private async Task NoteAsync(TableMap map, ConnectorException? failure, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var cursor = await context.Cursors.SingleOrDefaultAsync(row => row.Map == map.Name, cancellation);
        if (cursor is null)
        {
            context.Cursors.Add(cursor = new SyncCursor { Map = map.Name });
        }

        (cursor.ErrorCode, cursor.ErrorRecord, cursor.ErrorText) = failure is null
            ? (null, null, null)
            : (failure.Code, StorableText.Of(failure.Record), StorableText.Of(failure.Fault.Text));
        if (failure is null)
        {
            cursor.DeliveredOn = time.GetUtcNow().UtcDateTime;
        }

        await context.SaveChangesAsync(cancellation);
    }

    private static string Claim(TableMap map) => $"map {map.Name}";
}
