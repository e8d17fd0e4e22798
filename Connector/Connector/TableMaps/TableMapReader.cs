using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Reads the map files of a folder. What a file says and nobody understands is a fault, never ignored.</summary>
internal static class TableMapReader
{
    private static readonly MapTrigger[] TriggersOfOneMap = [MapTrigger.InvoiceConfirmed, MapTrigger.PostedActuals, MapTrigger.PostedInvoice];

    private static readonly JsonSerializerSettings Strict = new()
    {
        MissingMemberHandling = MissingMemberHandling.Error,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        Converters = { new StringEnumConverter { AllowIntegerValues = false } },
    };

    /// <summary>Reads every <c>*.json</c> of a folder, in the order in which the maps run.</summary>
    /// <exception cref="ConnectorException">PINV3101 to PINV3104: a file cannot be read as a map. All faults are in the message.</exception>
    public static IReadOnlyList<TableMap> ReadFolder(string folder)
    {
        var faults = new List<Fault>();
        var maps = ReadFolder(folder, faults);
        return faults.Count > 0 ? throw TableMapErrors.Together(faults) : maps;
    }

    /// <summary>Reads every <c>*.json</c> of a folder that is a map, in the order in which the maps run.</summary>
    /// <param name="faults">The faults of the others are added here.</param>
    /// <exception cref="ConnectorException">PINV3101: there is no such folder.</exception>
    public static IReadOnlyList<TableMap> ReadFolder(string folder, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (!Directory.Exists(folder))
        {
            throw new ConnectorException(TableMapErrors.FolderMissing.For($"Table maps folder {folder}"));
        }

        var maps = new List<TableMap>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            if (Read(Path.GetFileName(file), File.ReadAllText(file), faults) is { } map)
            {
                maps.Add(map);
            }
        }

        foreach (var fault in NamedTwice(maps).Concat(NotOnce(folder, maps)).ToList())
        {
            faults.Add(fault);
        }

        return maps.OrderBy(map => map.Order).ThenBy(map => map.Name, StringComparer.Ordinal).ToList();
    }

    /// <summary>Reads one file.</summary>
    /// <param name="file">Its name, for faults.</param>
    /// <param name="json">Its text.</param>
    /// <param name="faults">Faults are added here.</param>
    /// <returns>The map, or null where it has faults.</returns>
    public static TableMap? Read(string file, string json, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (Parse(file, json, faults) is not { } map)
        {
            return null;
        }

        var before = faults.Count;
        new TableMapChecks(map, file, faults).Run();
        return faults.Count == before ? map : null;
    }

    private static TableMap? Parse(string file, string json, ICollection<Fault> faults)
    {
        try
        {
            var token = NewtonsoftSerializer.Parse(json);
            RequireNoNull(token);
            return token.ToObject<TableMap>(JsonSerializer.Create(Strict))! with { Fingerprint = CanonicalJson.Hash(token) };
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            faults.Add(TableMapErrors.FileUnreadable.For($"Table map file {file}", exception.Message));
            return null;
        }
    }

    private static void RequireNoNull(JToken token)
    {
        var parts = token is JContainer container ? container.Descendants() : [token];
        if (parts.FirstOrDefault(part => part.Type == JTokenType.Null) is { } empty)
        {
            throw new JsonSerializationException($"null stands at '{empty.Path}'");
        }
    }

    private static IEnumerable<Fault> NamedTwice(IEnumerable<TableMap> maps) =>
        maps.GroupBy(map => map.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => TableMapErrors.NameTwice.For($"Table map {group.Key}"));

    private static IEnumerable<Fault> NotOnce(string folder, List<TableMap> maps) =>
        from trigger in TriggersOfOneMap
        let count = maps.Count(map => map.Trigger == trigger)
        where count != 1
        select TableMapErrors.TriggerNotOnce.For($"Table maps folder {folder}", trigger, count);

    /// <summary>Requires that the maps suit the finance system: lines of their own where it takes an invoice as one document, and only there.</summary>
    /// <exception cref="ConnectorException">PINV3104: they do not.</exception>
    public static IReadOnlyList<TableMap> Suiting(this IReadOnlyList<TableMap> maps, FinanceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(maps);
        var count = maps.Count(map => map.Trigger == MapTrigger.InvoiceLines);
        var needed = profile.Document is null ? 0 : 1;
        return count == needed ? maps : throw new ConnectorException(TableMapErrors.LinesAgainstProfile.For("TableMaps:Folder", count, profile.Name, needed));
    }
}
