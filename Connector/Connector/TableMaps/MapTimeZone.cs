using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using TimeZoneConverter;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>The time zone in which a map takes moments for days: its own, else the one of the environment variable of the solution.</summary>
internal sealed class MapTimeZone(DataverseClient dataverse)
{
    private const string Variable = "pinv_TimeZone";
    private const string Values = "environmentvariabledefinition_environmentvariablevalue";

    /// <summary>The time zone of a name; null where there is none. Windows names are known on every system: .NET itself knows them by ICU only.</summary>
    /// <param name="name">An IANA or Windows name.</param>
    public static TimeZoneInfo? Find(string name) => TZConvert.TryGetTimeZoneInfo(name, out var zone) ? zone : null;

    /// <summary>The time zone of a map, read anew: an administrator may have changed it.</summary>
    /// <exception cref="ConnectorException">PINV3117: neither the map nor the environment names a time zone.</exception>
    public async Task<TimeZoneInfo> OfAsync(TableMap map, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(map);
        var name = map.TimeZone ?? await SettingAsync(cancellation);
        return Find(name) ?? throw Refusal(TableMapErrors.TimeZoneUnknown, name);
    }

    private async Task<string> SettingAsync(CancellationToken cancellation)
    {
        var path =
            $"environmentvariabledefinitions?$select=schemaname,defaultvalue&$filter={Uri.EscapeDataString($"schemaname eq '{Variable}'")}&"
            + $"$expand={Values}($select=value)";
        await foreach (var row in dataverse.RowsAsync(path, $"Setting {Variable}", cancellation))
        {
            var given = (row[Values] as JArray)?.Select(value => (string?)value["value"]).FirstOrDefault(value => !string.IsNullOrEmpty(value));
            return given ?? (string?)row["defaultvalue"] ?? throw Refusal(TableMapErrors.TimeZoneEmpty);
        }

        throw Refusal(TableMapErrors.TimeZoneMissing);
    }

    private static ConnectorException Refusal(ErrorCode error, params object?[] values) => new(error.For($"Setting {Variable}", values));
}
