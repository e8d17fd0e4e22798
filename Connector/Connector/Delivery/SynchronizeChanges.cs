using Connector.Storage;
using Connector.TableMaps;
using Microsoft.EntityFrameworkCore;

namespace Connector.Delivery;

/// <summary>Runs every map that follows changes: reads, then delivers. One map's failure does not stop the next.</summary>
internal sealed class SynchronizeChanges(
    IDbContextFactory<ConnectorContext> contexts,
    TableMapCatalog maps,
    ReadChanges read,
    DeliverRows deliver,
    TimeProvider time,
    ILogger<SynchronizeChanges> logger)
{
    /// <summary>Runs all maps once.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var map in maps.Maps.Where(map => map.Trigger == MapTrigger.Changes))
        {
            using var activity = ConnectorTelemetry.Start("Synchronize");
            activity?.SetTag("pinv.table_map", map.Name);
            try
            {
                var bound = await maps.GetAsync(map, cancellation);
                await read.RunAsync(bound, cancellation);
                var delivered = await deliver.RunAsync(bound, cancellation);
                await NoteAsync(map, null, cancellation);
                if (delivered > 0)
                {
                    logger.LogInformation("{Rows} rows delivered by map {Map}.", delivered, map.Name);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                var failure = ConnectorException.From(exception, $"Table map {map.Name}");
                await NoteAsync(map, failure, cancellation);
                logger.LogWarning(failure.Unexpected, "Map {Map} stopped: {Code}.", map.Name, failure.Code);
            }
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
            : (failure.Code, failure.Record, $"{failure.Cause}. {failure.Remedy}.");
        if (failure is null)
        {
            cursor.DeliveredOn = time.GetUtcNow().UtcDateTime;
        }

        await context.SaveChangesAsync(cancellation);
    }
}
