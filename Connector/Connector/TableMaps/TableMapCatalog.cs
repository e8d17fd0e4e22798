using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>The maps in force. Each is held against both schemas before its first use; one that has faults stands still until they are mended.</summary>
/// <param name="maps">The maps as their files say them.</param>
/// <param name="binder">Holds them against both schemas.</param>
internal sealed class TableMapCatalog(IReadOnlyList<TableMap> maps, TableMapBinder binder, DataverseClient dataverse, FinanceClient finance) : IDisposable
{
    private readonly Dictionary<string, BoundMap> bound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Fault>> faults = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>The maps as their files say them.</summary>
    public IReadOnlyList<TableMap> Maps => maps;

    /// <summary>Faults found so far, by map.</summary>
    /// <param name="map">The map's name.</param>
    public IReadOnlyList<Fault> Faults(string map)
    {
        lock (faults)
        {
            return faults.GetValueOrDefault(map, []);
        }
    }

    /// <summary>Whether the map was found in order.</summary>
    /// <param name="map">The map's name.</param>
    public bool IsBound(string map)
    {
        lock (faults)
        {
            return bound.ContainsKey(map);
        }
    }

    /// <summary>The only map of a trigger.</summary>
    public Task<BoundMap> SingleAsync(MapTrigger trigger, CancellationToken cancellation) => GetAsync(maps.Single(map => map.Trigger == trigger), cancellation);

    /// <summary>The map that says what rows of a table wait for.</summary>
    public TableMap WaitingMap(string table) => maps.Single(map => IsWaitingMap(map, table));

    /// <summary>A map, bound.</summary>
    /// <exception cref="ConnectorException">PINV31xx: it has faults; or one of the sides cannot be reached.</exception>
    public async Task<BoundMap> GetAsync(TableMap map, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(map);
        await gate.WaitAsync(cancellation);
        try
        {
            if (bound.TryGetValue(map.Name, out var known))
            {
                return known;
            }

            return await BindAsync(map, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<BoundMap> BindAsync(TableMap map, CancellationToken cancellation)
    {
        // A fault found before may have been mended since: a solution installed, finance updated.
        if (Faults(map.Name).Count > 0)
        {
            dataverse.ForgetDefinitions();
            finance.ForgetSchema();
        }

        var found = new List<Fault>();
        var result = await binder.BindAsync(map, found, cancellation);
        found.AddRange(WaitsWithoutMap(map, result?.WaitsWith ?? []));
        result = found.Count > 0 ? null : result;
        lock (faults)
        {
            faults[map.Name] = found;
            if (result is not null)
            {
                bound[map.Name] = result;
            }
        }

        return result ?? throw TableMapErrors.Together(found);
    }

    private IEnumerable<Fault> WaitsWithoutMap(TableMap map, IReadOnlyList<BoundPartner> partners) =>
        partners
            .Select(partner => partner.Table)
            .Distinct()
            .Where(table => maps.Count(other => IsWaitingMap(other, table)) != 1)
            .Select(table => TableMapErrors.WaitingMapNotOnce.For($"Table map {map.Name}, waitsWith", table));

    private static bool IsWaitingMap(TableMap map, string table) => map.Table == table && map.Trigger == MapTrigger.Changes && map.WaitsFor is not null;

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();
}
