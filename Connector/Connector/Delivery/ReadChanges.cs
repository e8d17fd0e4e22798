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
    /// <summary>Reads to the end.</summary>
    /// <exception cref="ConnectorException">Dataverse is away or refuses; what was read is kept.</exception>
    public async Task RunAsync(BoundMap map, CancellationToken cancellation)
    {
        var name = map.Map.Name;
        var record = $"Changes of {map.Map.Table}";
        SyncCursor? cursor;
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            cursor = await context.Cursors.AsNoTracking().SingleOrDefaultAsync(row => row.Map == name, cancellation);
        }

        var start = $"{map.Table.SetName}?$select={string.Join(',', map.Select)}";
        var link = cursor?.Link is { } kept && cursor.Fingerprint == map.Map.Fingerprint ? kept : start;
        var trail = new LinkTrail();
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
            var send = new List<KeyValuePair<Guid, string>>();
            var drop = new List<Guid>();
            var known = new List<KeyValuePair<Guid, Guid?>>();
            foreach (var row in page.Changed)
            {
                var id = Guid.Parse((string)row[map.Table.PrimaryId]!);
                if (map.WaitsFor is { } wait)
                {
                    known.Add(KeyValuePair.Create(id, wait.Awaited(row)));
                }

                if (map.Sends(row))
                {
                    send.Add(KeyValuePair.Create(id, Stored(map, row)));
                }
                else
                {
                    drop.Add(id);
                }
            }

            await pending.StoreAsync(
                new ReadPage
                {
                    Map = name,
                    Fingerprint = map.Map.Fingerprint,
                    Send = send,
                    Drop = drop,
                    Deleted = Listed(page.Deleted),
                    Known = known,
                    StartsOver = link == start,
                    Link = next,
                    IsLast = page.NextLink is null,
                },
                cancellation
            );
            probe.Pass(StepProbe.PageStored);
            if (page.NextLink is null)
            {
                return;
            }

            link = next;
        }
    }

    // The place is lost when Dataverse says so (0x80044352, expired version stamp) or takes the link for none of its own, or when it is none of the Web API.
    private static bool IsLostToken(ConnectorException refusal) =>
        refusal.Error == DataverseErrors.LinkElsewhere
        || (refusal.Kind == ErrorKind.Rule && refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone);

    private static Dictionary<Guid, Fault> Listed(IEnumerable<Guid> deleted) =>
        deleted.Distinct().ToDictionary(id => id, id => DeliveryErrors.RowDeleted.For($"Row {id:D}"));

    /// <summary>A row as it is stored until it is delivered: the columns that its map needs.</summary>
    internal static string Stored(BoundMap map, JObject row) =>
        new JObject(map.Select.Select(name => row.Property(name, StringComparison.Ordinal)).OfType<JProperty>()).ToString(Formatting.None);
}
