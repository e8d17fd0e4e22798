using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.ServiceDefaults.Http;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>Reads the changes of a map's table and stores the rows to deliver, page by page, each together with where reading goes on.</summary>
internal sealed class ReadChanges(
    IDbContextFactory<ConnectorContext> contexts,
    PendingRows pending,
    DataverseClient dataverse,
    StepProbe probe,
    ILogger<ReadChanges> logger
)
{
    /// <summary>Reads to the end; returns how many changes there were.</summary>
    /// <exception cref="ConnectorException">Dataverse is away or refuses; what was read is kept.</exception>
    public async Task<int> RunAsync(BoundMap map, CancellationToken cancellation)
    {
        var record = $"Changes of {map.Map.Table}";
        var start = $"{map.Table.SetName}?$select={string.Join(',', map.Select)}";
        var link = await KeptLinkAsync(map.Map, cancellation) ?? start;
        var trail = new LinkTrail();
        var changes = 0;
        while (true)
        {
            ChangePage page;
            try
            {
                DataverseClient.Follow(trail, link, record);
                page = await dataverse.ChangesAsync(link, record, cancellation);
            }
            catch (ConnectorException refusal) when (link != start && IsLostToken(refusal))
            {
                // What was delivered is known by its hash: a full read sends only what changed.
                logger.LogWarning("Dataverse no longer knows the place where reading {Table} goes on: everything is read again.", map.Map.Table);
                link = start;
                continue;
            }

            var next = page.NextLink ?? page.DeltaLink ?? throw new ConnectorException(DeliveryErrors.NoNextLink.For(record, map.Map.Table));
            await pending.StoreAsync(PageOf(map, page, next, startsOver: link == start), cancellation);
            probe.Pass(StepProbe.PageStored);
            changes += page.Changed.Count + page.Deleted.Count;
            if (page.NextLink is null)
            {
                return changes;
            }

            link = next;
        }
    }

    /// <summary>Where reading goes on; null where nothing was read yet, or the map is another one since.</summary>
    private async Task<string?> KeptLinkAsync(TableMap map, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var cursor = await context.Cursors.AsNoTracking().SingleOrDefaultAsync(row => row.Map == map.Name, cancellation);
        return cursor?.Fingerprint == map.Fingerprint ? cursor.Link : null;
    }

    private static ReadPage PageOf(BoundMap map, ChangePage page, string next, bool startsOver)
    {
        var rows = page.Changed.Select(row => (Id: Guid.Parse((string)row[map.Table.PrimaryId]!), Row: row)).ToList();
        var sent = rows.ToLookup(read => map.Sends(read.Row));
        return new ReadPage
        {
            Map = map.Map.Name,
            Fingerprint = map.Map.Fingerprint,
            Send = sent[true].Select(read => KeyValuePair.Create(read.Id, Stored(map, read.Row))).ToList(),
            Drop = sent[false].Select(read => read.Id).ToList(),
            Deleted = Listed(page.Deleted),
            Known = map.WaitsFor is { } wait ? rows.ConvertAll(read => KeyValuePair.Create(read.Id, wait.Awaited(read.Row))) : [],
            StartsOver = startsOver,
            Link = next,
            IsLast = page.NextLink is null,
        };
    }

    // The place is lost when Dataverse says so (0x80044352, expired version stamp) or takes the link for none of its own, or when it is none of the Web API.
    private static bool IsLostToken(ConnectorException refusal) =>
        refusal.Error == DataverseErrors.LinkElsewhere
        || (refusal.Kind == ErrorKind.Rule && refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone);

    private static Dictionary<Guid, Fault> Listed(IEnumerable<Guid> deleted) =>
        deleted.Distinct().ToDictionary(id => id, id => DeliveryErrors.RowDeleted.For($"Row {id:D}"));

    /// <summary>A row as it is stored until it is delivered: the columns that its map needs.</summary>
    internal static string Stored(BoundMap map, JObject row)
    {
        // Written straight from the row: a smaller copy of it would cost more than the text.
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new JsonTextWriter(text);
        writer.WriteStartObject();
        foreach (var column in map.Select.Select(name => row.Property(name, StringComparison.Ordinal)).OfType<JProperty>())
        {
            column.WriteTo(writer);
        }

        writer.WriteEndObject();
        return text.ToString();
    }
}
