using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Dataverse.Options;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Telemetry;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>
/// Finds what was delivered and is gone in finance, as after a restore of its database, and has it delivered again: rows and headers, cost included. It is
/// asked for by an administrator, and by itself when finance was started, has a new generation or another database, and when the connector's own is new.
/// </summary>
internal sealed class Reconcile(
    IDbContextFactory<ConnectorContext> contexts,
    TableMapCatalog maps,
    DataverseClient dataverse,
    FinanceClient finance,
    MessageInbox inbox,
    RowsAgain again,
    RecordedNumbers recorded,
    LostInvoices lost,
    TimeProvider time,
    ILogger<Reconcile> logger
)
{
    private const int RowsAPage = 1000;
    private const int IdsARead = 40;

    /// <summary>Compares, where that is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await AskForHistoryAsync(cancellation);
        if (await DueAsync(cancellation) is not { } due || await BoundAsync(cancellation) is not { } bound)
        {
            return;
        }

        using var step = ConnectorTelemetry.Start("Reconcile");
        var missing = 0;
        foreach (var map in bound)
        {
            missing += map.Map.Trigger == MapTrigger.Changes ? await RowsAsync(map, cancellation) : await HeadersAsync(map, cancellation);
        }

        await FinishAsync(due, missing, cancellation);
        step.Done(missing);
        logger.LogInformation("Reconciled with finance: {Missing} rows and headers were missing and are delivered again.", missing);
    }

    // What finance numbered before this database was made, nobody told it: Dataverse knows what was written back.
    private async Task AskForHistoryAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var state = await FinanceSources.StateAsync(context, cancellation);
        if (state.FoundPostedInvoices is not null)
        {
            return;
        }

        var found = await recorded.ReadAsync(cancellation);
        await context.RecordedNumbers.ExecuteDeleteAsync(cancellation);
        context.RecordedNumbers.AddRange(found);
        state.FoundPostedInvoices = found.Any(number => number.Document == RecordedNumbers.CustomerInvoice);
        await context.SaveChangesAsync(cancellation);
    }

    // As long as a map is faulty, which is listed with it, the comparison stays due.
    private async Task<IReadOnlyList<BoundMap>?> BoundAsync(CancellationToken cancellation)
    {
        var bound = new List<BoundMap>();
        foreach (var map in maps.Maps.Where(map => map.Trigger is MapTrigger.Changes or MapTrigger.InvoiceConfirmed))
        {
            try
            {
                bound.Add(await maps.GetAsync(map, cancellation));
            }
            catch (ConnectorException) when (maps.Faults(map.Name).Count > 0)
            {
                return null;
            }
        }

        return bound;
    }

    private async Task<DateTime?> DueAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return (await FinanceSources.StateAsync(context, cancellation)).RequestedOn;
    }

    // Asked for again in the meantime, it is due again.
    private async Task FinishAsync(DateTime due, int missing, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var state = await FinanceSources.StateAsync(context, cancellation);
        (state.FinishedOn, state.Missing) = (time.GetUtcNow().UtcDateTime, missing);
        if (state.RequestedOn == due)
        {
            (state.RequestedOn, state.Reason) = (null, null);
        }

        await context.SaveChangesAsync(cancellation);
    }

    private async Task<int> RowsAsync(BoundMap map, CancellationToken cancellation)
    {
        await using var comparison = await CompareAsync(map, cancellation);
        var missing = 0;
        for (var after = Guid.Empty; await comparison.MissingAsync(map.Map.Name, after, RowsAPage, cancellation) is { Count: > 0 } page; after = page[^1])
        {
            await again.StoreAsync(
                map,
                page.Select(id => $"{map.Table.PrimaryId} eq {id:D}").ToList(),
                $"Rows of {map.Map.Name} that finance lost",
                cancellation
            );
            missing += page.Count;
        }

        return missing;
    }

    private async Task<int> HeadersAsync(BoundMap map, CancellationToken cancellation)
    {
        await using var comparison = await CompareAsync(map, cancellation);
        var missing = 0;
        var table = await dataverse.DefinitionAsync("pinv_integrationmessage", cancellation);
        var path =
            $"{table.SetName}?$select={table.PrimaryId},_pinv_invoiceid_value,pinv_correlationid,pinv_keys&$filter="
            + $"{Uri.EscapeDataString($"pinv_status eq {(int)IntegrationMessageStatus.Sent}")}";
        var chunk = new List<JObject>();
        await foreach (var message in dataverse.RowsAsync(path, "Messages", cancellation))
        {
            chunk.Add(message);
            if (chunk.Count == IdsARead)
            {
                missing += await HeadersAsync(map, table, chunk, comparison, cancellation);
                chunk.Clear();
            }
        }

        missing += await HeadersAsync(map, table, chunk, comparison, cancellation);
        await lost.ForgetPostedAsync(map, cancellation);
        return missing;
    }

    private async Task<int> HeadersAsync(
        BoundMap map,
        TableDefinition table,
        IReadOnlyList<JObject> messages,
        KeyComparison comparison,
        CancellationToken cancellation
    )
    {
        var byInvoice = messages
            .Where(message => Guid.TryParse((string?)message["_pinv_invoiceid_value"], out _))
            .ToLookup(message => Guid.Parse((string)message["_pinv_invoiceid_value"]!));
        if (byInvoice.Count == 0)
        {
            return 0;
        }

        var missing = 0;
        var filter = string.Join(" or ", byInvoice.Select(group => $"{map.Table.PrimaryId} eq {group.Key:D}"));
        await foreach (
            var invoice in dataverse.RowsAsync(
                $"{map.Table.SetName}?$select=msdyn_invoicenumber,invoicenumber,{LostInvoices.Columns}&$filter={Uri.EscapeDataString(filter)}",
                "Invoices",
                cancellation
            )
        )
        {
            var id = Guid.Parse((string)invoice[map.Table.PrimaryId]!);
            var number =
                byInvoice[id].Select(SentAs).LastOrDefault(sent => sent is not null)
                ?? ((string?)invoice["msdyn_invoicenumber"] is { Length: > 0 } own ? own : (string?)invoice["invoicenumber"]);
            if (number is null || await comparison.HoldsAsync(number, cancellation))
            {
                continue;
            }

            await lost.NoteAsync(id, number, invoice, cancellation);
            foreach (var message in byInvoice[id])
            {
                missing += await AgainAsync(Guid.Parse((string)message[table.PrimaryId]!), id, (string?)message["pinv_correlationid"], cancellation) ? 1 : 0;
            }
        }

        return missing;
    }

    // The number that traveled with the confirmation, whatever the invoice is called now.
    private static string? SentAs(JObject message) =>
        (string?)message["pinv_keys"] is { Length: > 0 } keys && NewtonsoftSerializer.Parse(keys) is JObject sent ? (string?)sent["invoiceNumber"] : null;

    private async Task<bool> AgainAsync(Guid messageId, Guid invoice, string? correlation, CancellationToken cancellation)
    {
        var message = new ReceivedMessage(
            messageId,
            MessageReader.InvoiceConfirmed,
            invoice,
            null,
            null,
            (Guid.TryParse(correlation, out var given) ? given : messageId).ToString("D")
        );
        return await inbox.StoreAsync(message, isSentAgain: true, cancellation) is StoreOutcome.Stored or StoreOutcome.Reopened;
    }

    private async Task<KeyComparison> CompareAsync(BoundMap map, CancellationToken cancellation)
    {
        var keys = map.Map.Keys.Where(key => key != "dataAreaId").ToList();
        var comparison = await KeyComparison.BeginAsync(contexts, time, cancellation);
        var page = new List<(string Company, string Key)>(RowsAPage);
        await foreach (var row in finance.RowsAsync(map.Set!, map.Map.Keys, $"Rows of {map.Set!.Name}", cancellation))
        {
            var company = row["dataAreaId"] is JValue value ? FieldValue.Text(value) : "";
            page.Add((company, string.Join('|', keys.Select(key => row[key] is JValue part ? FieldValue.Text(part) : ""))));
            if (page.Count == RowsAPage)
            {
                await comparison.AddAsync(page, cancellation);
                page.Clear();
            }
        }

        await comparison.AddAsync(page, cancellation);
        return comparison;
    }
}
