using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>
/// Stores the rows of an invoice whose message came again: those that wait for the invoice, and those that wait with them. Finance takes a row that it has
/// without change, so that only what it lost is new to it.
/// </summary>
internal sealed class RowsAgain(
    IDbContextFactory<ConnectorContext> contexts,
    TableMapCatalog maps,
    PendingRows pending,
    KnownRows known,
    DataverseClient dataverse,
    StepProbe probe,
    ILogger<RowsAgain> logger
)
{
    // Each id stands there once for every lookup that may name it; an address has to stay below 8 KB.
    private const int ConditionsARead = 40;
    private const int RowsAPage = 1000;

    /// <summary>Stores what is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        List<long> due;
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            due = await context
                .Messages.Where(message => message.RowsAgain)
                .OrderBy(message => message.Sequence)
                .Select(message => message.Sequence)
                .ToListAsync(cancellation);
        }

        foreach (var sequence in due)
        {
            await StoreAsync(sequence, cancellation);
        }
    }

    private async Task StoreAsync(long sequence, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var message = await context.Messages.SingleAsync(row => row.Sequence == sequence, cancellation);
        var record = $"Invoice {message.InvoiceNumber ?? message.InvoiceId.ToString("D")}";
        ConnectorException? failure = null;
        try
        {
            await StoreAsync(message.InvoiceId, record, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failure = ConnectorException.From(exception, record);
            logger.LogWarning(
                failure.Unexpected,
                "Rows of {Record} not read again: {Code} (correlation {CorrelationId}).",
                record,
                failure.Code,
                message.CorrelationId
            );
        }

        // The header may be on its way at the same time: only these columns are written.
        var (code, where, text) = failure is null ? (null, null, null) : (failure.Code, failure.Record, failure.Fault.Text);
        await context
            .Messages.Where(row => row.Sequence == sequence)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(stored => stored.RowsAgain, failure is not null)
                        .SetProperty(stored => stored.ErrorCode, stored => stored.State == WorkState.Done ? code : stored.ErrorCode)
                        .SetProperty(stored => stored.ErrorRecord, stored => stored.State == WorkState.Done ? where : stored.ErrorRecord)
                        .SetProperty(stored => stored.ErrorText, stored => stored.State == WorkState.Done ? text : stored.ErrorText),
                cancellation
            );
    }

    private async Task StoreAsync(Guid invoice, string record, CancellationToken cancellation)
    {
        var header = await maps.SingleAsync(MapTrigger.InvoiceConfirmed, cancellation);
        foreach (var map in maps.Maps.Where(map => map is { Trigger: MapTrigger.Changes, WaitsFor: not null }))
        {
            var bound = await maps.GetAsync(map, cancellation);
            if (bound.WaitsFor!.Table.Name != header.Table.Name)
            {
                continue;
            }

            await StoreAsync(bound, [$"{bound.WaitsFor.LookupReadName} eq {invoice:D}"], record, cancellation);
            var named = await known.WaitingForAsync(map.Name, invoice, cancellation);
            foreach (var other in maps.Maps.Where(other => other.WaitsWith.Count > 0))
            {
                var with = await maps.GetAsync(other, cancellation);
                var lookups = with.WaitsWith.Where(partner => partner.Table == map.Table).ToList();
                await StoreAsync(
                    with,
                    named.SelectMany(id => lookups.Select(lookup => $"{lookup.Column.ReadName} eq {lookup.Column.Literal(id)}")).ToList(),
                    record,
                    cancellation
                );
            }
        }
    }

    /// <summary>Stores the rows of a map that one of the conditions names.</summary>
    public async Task StoreAsync(BoundMap map, IReadOnlyList<string> conditions, string record, CancellationToken cancellation)
    {
        foreach (var chunk in conditions.Chunk(ConditionsARead))
        {
            var path = $"{map.Table.SetName}?$select={string.Join(',', map.Select)}&$filter={Uri.EscapeDataString(string.Join(" or ", chunk))}";
            var page = new List<KeyValuePair<Guid, string>>();
            await foreach (var row in dataverse.RowsAsync(path, record, cancellation))
            {
                if (map.Sends(row))
                {
                    page.Add(KeyValuePair.Create(Guid.Parse((string)row[map.Table.PrimaryId]!), ReadChanges.Stored(map, row)));
                }

                if (page.Count == RowsAPage)
                {
                    await StoreAsync(map, page, cancellation);
                    page.Clear();
                }
            }

            await StoreAsync(map, page, cancellation);
        }
    }

    private async Task StoreAsync(BoundMap map, List<KeyValuePair<Guid, string>> page, CancellationToken cancellation)
    {
        if (page.Count > 0)
        {
            await pending.StoreAgainAsync(map.Map.Name, page, cancellation);
            probe.Pass(StepProbe.RowsStoredAgain);
        }
    }
}
