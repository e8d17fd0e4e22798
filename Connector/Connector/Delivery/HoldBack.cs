using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>
/// Holds rows back that wait for another row, as their map says, and lets them go when it has come so far: one run of one map. What a row waits for is read
/// page by page, and again each time as long as it has not come so far.
/// </summary>
internal sealed class HoldBack
{
    private const int IdsARead = 40;
    private readonly BoundMap map;
    private readonly List<(BoundPartner Partner, BoundMap Map)> partners;
    private readonly Dictionary<string, BoundWait> conditions;
    private readonly HeldRows heldRows;
    private readonly KnownRows knownRows;
    private readonly DataverseClient dataverse;
    private readonly StepProbe probe;
    private readonly HashSet<HeldGroup> reached = [];
    private IReadOnlyList<HeldGroup>? awaitedAtStart;
    private IReadOnlySet<Guid>? incompleteAtStart;

    /// <param name="partners">For each lookup that its rows wait with: the map whose rows it leads to.</param>
    /// <param name="heldRows">The rows that wait.</param>
    /// <param name="knownRows">The rows that others wait with.</param>
    /// <param name="probe">Named places.</param>
    public HoldBack(BoundMap map, IReadOnlyList<BoundMap> partners, HeldRows heldRows, KnownRows knownRows, DataverseClient dataverse, StepProbe probe)
    {
        this.map = map;
        this.partners = map.WaitsWith.Zip(partners).ToList();
        conditions = partners
            .Append(map)
            .Select(waiting => waiting.WaitsFor)
            .OfType<BoundWait>()
            .DistinctBy(wait => wait.Table.Name)
            .ToDictionary(wait => wait.Table.Name, StringComparer.Ordinal);
        this.heldRows = heldRows;
        this.knownRows = knownRows;
        this.dataverse = dataverse;
        this.probe = probe;
    }

    private bool IsNeeded => map.WaitsFor is not null || partners.Count > 0 || map.OwnReversals is not null;

    /// <summary>Lets go what need not wait any more, and lists what may wait for ever.</summary>
    public async Task ReleaseAsync(CancellationToken cancellation)
    {
        if (!IsNeeded)
        {
            return;
        }

        var held = await heldRows.HeldAsync(map.Map.Name, cancellation);
        var gone = await LookAsync(held.Keys.Where(group => conditions.ContainsKey(group.Table)).ToList(), cancellation);
        var known = new HashSet<HeldGroup>();
        foreach (var (partner, partnerMap) in partners)
        {
            var ids = held.Keys.Where(group => group.Table == partner.Table).Select(group => group.Id).ToList();
            known.UnionWith((await knownRows.KnownAsync(partnerMap.Map.Name, ids, cancellation)).Keys.Select(id => new HeldGroup(partner.Table, id)));
        }

        known.UnionWith(await TiedAsync(held.Keys, cancellation));

        foreach (var (group, isListed) in held)
        {
            if (reached.Contains(group) || known.Contains(group))
            {
                await heldRows.ReleaseAsync(map.Map.Name, group, cancellation);
                probe.Pass(StepProbe.RowsReleased);
                continue;
            }

            var reason = Reason(group, gone);
            if (reason is not null || isListed)
            {
                await heldRows.NoteHeldAsync(map.Map.Name, group, reason, cancellation);
            }
        }
    }

    /// <summary>Holds back the rows that have to wait.</summary>
    /// <param name="rows">Rows to deliver, as they were read.</param>
    public async Task<IReadOnlyList<(PendingRow Row, JObject Source)>> HoldAsync(
        IReadOnlyList<(PendingRow Row, JObject Source)> rows,
        CancellationToken cancellation
    )
    {
        if (!IsNeeded)
        {
            return rows;
        }

        var (awaited, known, _) = await AwaitedAsync(rows, cancellation);
        if (known.Count > 0)
        {
            await knownRows.KnowAsync(map.Map.Name, known, cancellation);
        }

        var held = new List<(long, HeldGroup)>();
        var free = new List<(PendingRow, JObject)>();
        for (var index = 0; index < rows.Count; index++)
        {
            if (awaited[index].Find(group => !reached.Contains(group)) is { } group)
            {
                held.Add((rows[index].Row.Sequence, group));
            }
            else
            {
                free.Add(rows[index]);
            }
        }

        await HoldAsync(held, cancellation);
        return free;
    }

    /// <summary>What a row would be held back for, and why that may be for ever; nothing is written.</summary>
    /// <returns>Null for nothing.</returns>
    public async Task<(HeldGroup For, Fault? Reason)?> WaitsForAsync(Guid id, JObject row, CancellationToken cancellation)
    {
        var (awaited, _, gone) = await AwaitedAsync([(new PendingRow { RecordId = id }, row)], cancellation);
        return awaited[0].Find(group => !reached.Contains(group)) is { } group
            ? (group, conditions.ContainsKey(group.Table) ? Reason(group, gone) : null)
            : null;
    }

    private async Task<(List<List<HeldGroup>> Awaited, List<KeyValuePair<Guid, Guid?>> Known, HashSet<HeldGroup> Gone)> AwaitedAsync(
        IReadOnlyList<(PendingRow Row, JObject Source)> rows,
        CancellationToken cancellation
    )
    {
        var awaited = rows.Select(_ => new List<HeldGroup>()).ToList();
        for (var index = 0; index < rows.Count; index++)
        {
            if (map.WaitsFor is { } wait && wait.Awaited(rows[index].Source) is { } id)
            {
                awaited[index].Add(new HeldGroup(wait.Table.Name, id));
            }
        }

        var known = await AddTiedAsync(rows, awaited, cancellation);
        await AddNamelessAsync(rows, awaited, cancellation);
        foreach (var (partner, partnerMap) in partners)
        {
            await AddAsync(partner, partnerMap, rows, awaited, cancellation);
        }

        var looked = awaited.SelectMany(groups => groups).Where(group => conditions.ContainsKey(group.Table)).Distinct().ToList();
        return (awaited, known, await LookAsync(looked, cancellation));
    }

    /// <summary>Holds back reversals of which nobody knows yet what they reverse, until something ties them to it.</summary>
    /// <param name="rows">These rows.</param>
    public Task HoldUntiedAsync(IEnumerable<PendingRow> rows, CancellationToken cancellation) =>
        HoldAsync(rows.Select(row => (row.Sequence, new HeldGroup(map.OwnReversals!.TyingTable, row.RecordId))).ToList(), cancellation);

    private async Task HoldAsync(IReadOnlyList<(long, HeldGroup)> rows, CancellationToken cancellation)
    {
        if (rows.Count > 0)
        {
            await heldRows.HoldAsync(rows, cancellation);
            probe.Pass(StepProbe.RowsHeld);
        }
    }

    private async Task<IEnumerable<HeldGroup>> TiedAsync(IEnumerable<HeldGroup> held, CancellationToken cancellation)
    {
        if (map.OwnReversals is not { } reversals)
        {
            return [];
        }

        var untied = held.Where(group => group.Table == reversals.TyingTable).ToDictionary(group => group.Id);
        return (await reversals.TiedAsync(dataverse, untied.Keys, cancellation)).Select(id => untied[id]);
    }

    // It may belong to any confirmation that is not complete. Which of them are not is read before what ties it, so that a tie that was written with the last
    // rows is seen.
    private async Task AddNamelessAsync(IReadOnlyList<(PendingRow Row, JObject Source)> rows, List<List<HeldGroup>> awaited, CancellationToken cancellation)
    {
        if (map is not { OwnReversals: { } reversals, WaitsFor: { Unless: { } unless } wait })
        {
            return;
        }

        var nameless = Enumerable.Range(0, rows.Count).Where(index => awaited[index].Count == 0 && reversals.NamesNoInvoice(rows[index].Source)).ToList();
        if (nameless.Count == 0)
        {
            return;
        }

        incompleteAtStart ??= await unless.IncompleteAsync(dataverse, cancellation);
        foreach (var index in nameless)
        {
            awaited[index].AddRange(incompleteAtStart.Take(1).Select(id => new HeldGroup(wait.Table.Name, id)));
        }
    }

    // What ties a row to what it waits for was written together with a row that names it: as long as nothing is waited for, nothing has to be looked for.
    private async Task<List<KeyValuePair<Guid, Guid?>>> AddTiedAsync(
        IReadOnlyList<(PendingRow Row, JObject Source)> rows,
        List<List<HeldGroup>> awaited,
        CancellationToken cancellation
    )
    {
        var known = new List<KeyValuePair<Guid, Guid?>>();
        if (map.WaitsFor is not { Through: { } through } wait)
        {
            return known;
        }

        var tied = Enumerable
            .Range(0, rows.Count)
            .Where(index => awaited[index].Count == 0 && through.Where.Matches(rows[index].Source))
            .ToDictionary(index => rows[index].Row.RecordId);
        if (tied.Count == 0)
        {
            return known;
        }

        awaitedAtStart ??= (await knownRows.AwaitedAsync(map.Map.Name, wait.Table.Name, cancellation))
            .Select(id => new HeldGroup(wait.Table.Name, id))
            .ToList();
        await LookAsync(awaitedAtStart, cancellation);
        var open = awaitedAtStart.Where(group => !reached.Contains(group)).ToHashSet();
        if (open.Count == 0)
        {
            return known;
        }

        await foreach (var (id, other) in through.ReadAsync(dataverse, tied.Keys, cancellation))
        {
            if (tied.TryGetValue(id, out var index) && open.TryGetValue(new HeldGroup(wait.Table.Name, other), out var group))
            {
                awaited[index].Add(group);
                known.Add(KeyValuePair.Create(id, (Guid?)other));
            }
        }

        return known;
    }

    // A row that the map of its table has not read is not in Dataverse any more, or was made since: it has to be known before anything goes with it.
    private async Task AddAsync(
        BoundPartner partner,
        BoundMap partnerMap,
        IReadOnlyList<(PendingRow Row, JObject Source)> rows,
        List<List<HeldGroup>> awaited,
        CancellationToken cancellation
    )
    {
        var ids = rows.Select(row => Guid.TryParse((string?)row.Source[partner.Column.ReadName], out var id) ? id : (Guid?)null).ToList();
        var known = await knownRows.KnownAsync(partnerMap.Map.Name, ids.OfType<Guid>().Distinct().ToList(), cancellation);
        for (var index = 0; index < rows.Count; index++)
        {
            if (ids[index] is not { } id)
            {
                continue;
            }

            if (!known.TryGetValue(id, out var waitsFor))
            {
                awaited[index].Add(new HeldGroup(partner.Table, id));
            }
            else if (waitsFor is { } other)
            {
                awaited[index].Add(new HeldGroup(partnerMap.WaitsFor!.Table.Name, other));
            }
        }
    }

    /// <summary>Reads how far the rows have come that are waited for; one that has reached its value is not read again in this run.</summary>
    /// <returns>Those that are not in Dataverse.</returns>
    private async Task<HashSet<HeldGroup>> LookAsync(IReadOnlyList<HeldGroup> groups, CancellationToken cancellation)
    {
        var gone = new HashSet<HeldGroup>();
        foreach (var table in groups.Where(group => !reached.Contains(group)).GroupBy(group => group.Table))
        {
            var condition = conditions[table.Key];
            foreach (var chunk in table.Chunk(IdsARead))
            {
                var come = new HashSet<Guid>();
                gone.UnionWith(chunk);
                var filter = string.Join(" or ", chunk.Select(group => $"{condition.Table.PrimaryId} eq {group.Id:D}"));
                var path = $"{condition.Table.SetName}?$select={condition.Table.PrimaryId},{condition.ReadName}&$filter={Uri.EscapeDataString(filter)}";
                await foreach (var row in dataverse.RowsAsync(path, $"Table {condition.Table.Name}", cancellation))
                {
                    var group = new HeldGroup(table.Key, Guid.Parse((string)row[condition.Table.PrimaryId]!));
                    gone.Remove(group);
                    if (condition.IsReached(row))
                    {
                        come.Add(group.Id);
                    }
                }

                if (condition.Unless is { } unless && come.Count > 0)
                {
                    come.ExceptWith(await unless.IncompleteAsync(dataverse, come.ToList(), cancellation));
                }

                reached.UnionWith(come.Select(id => new HeldGroup(table.Key, id)));
            }
        }

        return gone;
    }

    private Fault? Reason(HeldGroup group, HashSet<HeldGroup> gone)
    {
        if (conditions.ContainsKey(group.Table))
        {
            return gone.Contains(group) ? DeliveryErrors.AwaitedGone.For($"{map.Map.Record}s that wait for {group.Table} {group.Id:D}") : null;
        }

        return group.Table == map.OwnReversals?.TyingTable
            ? DeliveryErrors.OriginalUnknown.For($"{map.Map.Record} {group.Id:D}")
            : DeliveryErrors.PartnerGone.For($"{map.Map.Record}s of {group.Table} {group.Id:D}");
    }
}
