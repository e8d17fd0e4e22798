using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Makes the mapper of one run of a map.</summary>
/// <param name="zones">The time zones of maps.</param>
internal sealed class RowMappers(DataverseClient dataverse, MapTimeZone zones)
{
    /// <summary>A mapper that reads each lookup once and holds one time zone.</summary>
    /// <exception cref="ConnectorException">PINV3117: days depend on a time zone, and none is named; or Dataverse cannot be reached.</exception>
    public async Task<RowMapper> CreateAsync(BoundMap map, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new RowMapper(map, new LookupCache(dataverse, map), map.NeedsTimeZone ? await zones.OfAsync(map.Map, cancellation) : TimeZoneInfo.Utc);
    }
}
