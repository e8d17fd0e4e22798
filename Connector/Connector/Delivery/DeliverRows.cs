using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Telemetry;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>
/// Delivers the stored rows of one map in batches. A refused batch is halved until the faulty rows stand alone; they are listed, the others arrive.
/// </summary>
internal sealed class DeliverRows(
    PendingRows pending,
    DeliveredRows deliveredRows,
    HeldRows held,
    KnownRows known,
    DataverseClient dataverse,
    RowMappers mappers,
    FinanceClient finance,
    IClaims claims,
    ConnectorSettings settings,
    TimeProvider time,
    StepProbe probe
)
{
    // So many rows that finance itself fails on are passed over in one run; more of them, and finance is what is broken.
    private const int MostStuckRows = 3;

    /// <summary>Delivers everything that waits, but for what is held back; returns how many rows finance took.</summary>
    /// <exception cref="ConnectorException">A side is away or refuses the connector as such: nothing is lost, the rows go on waiting.</exception>
    /// <param name="partners">For each lookup that its rows wait with: the map whose rows it leads to, read since.</param>
    public async Task<int> RunAsync(BoundMap map, IReadOnlyList<BoundMap> partners, CancellationToken cancellation)
    {
        var hold = new HoldBack(map, partners, held, known, dataverse, probe);
        await hold.ReleaseAsync(cancellation);
        RowMapper? mapper = null;
        var delivered = 0;
        var after = 0L;
        var stuck = new List<ConnectorException>();
        while (true)
        {
            var waiting = await pending.WaitingAsync(map.Map.Name, after, RowsABatch(map), cancellation);
            if (waiting.Count == 0)
            {
                return stuck.Count == 0 ? delivered : throw stuck[0];
            }

            after = waiting[^1].Sequence;
            using var step = ConnectorTelemetry.Start("Deliver rows");
            step.SetTag(ConnectorTelemetry.MapTag, map.Map.Name);
            mapper ??= await mappers.CreateAsync(map, cancellation);
            var count = await DeliverAsync(map, mapper, hold, waiting, stuck, cancellation);
            step.Done(count);
            delivered += count;
            if (count > 0)
            {
                ConnectorTelemetry.Through(Queue.Rows, waiting[0].StoredOn, time.GetUtcNow().UtcDateTime);
            }
        }
    }

    // What goes as one change set is as much as one may have.
    private int RowsABatch(BoundMap map) => map.Set!.BulkAction is null ? Math.Min(settings.RowsABatch, finance.Profile.Operations) : settings.RowsABatch;

    private async Task<int> DeliverAsync(
        BoundMap map,
        RowMapper mapper,
        HoldBack hold,
        IReadOnlyList<PendingRow> waiting,
        List<ConnectorException> stuck,
        CancellationToken cancellation
    )
    {
        await deliveredRows.ForgetAsync(map.Map.Name, waiting.Where(row => row.Source is null).Select(row => row.RecordId).ToList(), cancellation);

        var sources = await hold.HoldAsync(
            waiting.Where(row => row.Source is not null).Select(row => (row, (JObject)NewtonsoftSerializer.Parse(row.Source!))).ToList(),
            cancellation
        );
        sources = await WithoutOwnReversalsAsync(map, hold, sources, cancellation);
        var before = await deliveredRows.DeliveredAsync(map.Map.Name, sources.Select(source => source.Row.RecordId).ToList(), cancellation);
        var mapped = await mapper.MapAsync(
            sources.Select(source => source.Source).ToList(),
            before.ToDictionary(row => row.Key, row => row.Value.Kept),
            cancellation
        );
        var unchanged = new List<Sending>();
        var create = new List<Sending>();
        var update = new List<Sending>();
        for (var index = 0; index < sources.Count; index++)
        {
            var (sequence, row) = (sources[index].Row.Sequence, mapped[index]);
            if (row.Fault is { } fault)
            {
                await pending.MarkFailedAsync(sequence, fault, cancellation);
                continue;
            }

            var delivered = before.GetValueOrDefault(row.Id);
            var group =
                delivered?.Hash == row.ComparedHash ? unchanged
                : delivered is not null && map.Map.UpdatesDelivered ? update
                : create;
            group.Add(new Sending(sequence, row, Key(map, row.Content!)));
        }

        await MarkAsync(map, unchanged, cancellation);
        var count = await CreateAsync(map, create, stuck, cancellation);
        foreach (var sending in update)
        {
            count += await UpdateAsync(map, sending, stuck, cancellation);
        }

        return count;
    }

    // Looked for when a row is delivered: what ties the rows of a complete confirmation was written by then.
    private async Task<IReadOnlyList<(PendingRow Row, JObject Source)>> WithoutOwnReversalsAsync(
        BoundMap map,
        HoldBack hold,
        IReadOnlyList<(PendingRow Row, JObject Source)> rows,
        CancellationToken cancellation
    )
    {
        if (map.OwnReversals is not { } reversals)
        {
            return rows;
        }

        var (own, untied) = await reversals.FindAsync(dataverse, rows.Select(row => row.Source).ToList(), cancellation);
        await pending.DropAsync(rows.Where(row => own.Contains(row.Row.RecordId)).Select(row => row.Row.Sequence).ToList(), cancellation);
        await hold.HoldUntiedAsync(rows.Where(row => untied.Contains(row.Row.RecordId)).Select(row => row.Row), cancellation);
        return rows.Where(row => !own.Contains(row.Row.RecordId) && !untied.Contains(row.Row.RecordId)).ToList();
    }

    private async Task<int> CreateAsync(BoundMap map, IReadOnlyList<Sending> rows, List<ConnectorException> stuck, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return 0;
        }

        try
        {
            claims.RequireAlive();
            await finance.CreateAllAsync(
                map.Set!,
                rows.Select(row => row.Row.Content!).ToList(),
                rows.Count == 1 ? rows[0].Row.Record : $"{rows.Count} rows of {map.Map.Name}",
                cancellation
            );
        }
        catch (ConnectorException refusal) when (refusal.Kind == ErrorKind.Rule || IsOfTheRows(refusal))
        {
            if (rows.Count > 1)
            {
                var half = rows.Count / 2;
                return await CreateAsync(map, rows.Take(half).ToList(), stuck, cancellation)
                    + await CreateAsync(map, rows.Skip(half).ToList(), stuck, cancellation);
            }

            if (refusal.Kind == ErrorKind.Passing)
            {
                await PassOverAsync(rows[0], refusal, stuck, cancellation);
                return 0;
            }

            if (!await ExistingRow.IsSameAsync(finance, map, rows[0].Row.Content!, rows[0].Row.Record, cancellation))
            {
                await pending.MarkFailedAsync(rows[0].Sequence, refusal, cancellation);
                return 0;
            }
        }

        probe.Pass(StepProbe.BatchPosted);
        await MarkAsync(map, rows, cancellation);
        probe.Pass(StepProbe.BatchMarked);
        return rows.Count;
    }

    private async Task<int> UpdateAsync(BoundMap map, Sending row, List<ConnectorException> stuck, CancellationToken cancellation)
    {
        var content = (JObject)row.Row.Content!.DeepClone();
        foreach (var field in map.Fields)
        {
            content.TryAdd(field.Map.Field, JValue.CreateNull());
        }

        try
        {
            claims.RequireAlive();
            await finance.UpdateAsync(map.Set!, content, row.Row.Record, cancellation);
        }
        catch (ConnectorException refusal) when (refusal.Kind == ErrorKind.Rule)
        {
            await pending.MarkFailedAsync(row.Sequence, refusal, cancellation);
            return 0;
        }
        catch (ConnectorException failure) when (IsOfTheRows(failure))
        {
            await PassOverAsync(row, failure, stuck, cancellation);
            return 0;
        }

        probe.Pass(StepProbe.BatchPosted);
        await MarkAsync(map, [row], cancellation);
        probe.Pass(StepProbe.BatchMarked);
        return 1;
    }

    // Finance is there and fails on what it was given, again and again: it may be one row, and the others shall not wait for it.
    private static bool IsOfTheRows(ConnectorException failure) => failure.Kind == ErrorKind.Passing && !failure.StopsRun;

    private async Task PassOverAsync(Sending row, ConnectorException failure, List<ConnectorException> stuck, CancellationToken cancellation)
    {
        await pending.MarkWaitingAsync(row.Sequence, failure, cancellation);
        stuck.Add(failure);
        if (stuck.Count > MostStuckRows)
        {
            throw failure;
        }
    }

    private Task MarkAsync(BoundMap map, IReadOnlyList<Sending> rows, CancellationToken cancellation) =>
        rows.Count == 0
            ? Task.CompletedTask
            : deliveredRows.MarkDeliveredAsync(
                map.Map.Name,
                rows.Select(row => (row.Sequence, row.Row.Id, Company(row.Row.Content!), row.Key, row.Row.ComparedHash, row.Row.Kept)).ToList(),
                cancellation
            );

    private static string Company(JObject content) => ((string?)content["dataAreaId"])?.ToUpperInvariant() ?? "";

    private static string Key(BoundMap map, JObject content) =>
        string.Join('|', map.Map.Keys.Where(key => key != "dataAreaId").Select(key => FieldValue.Text((JValue)content[key]!)));

    private sealed record Sending(long Sequence, MappedRow Row, string Key);
}
