using Connector.Dataverse;
using Connector.Finance;
using Connector.Storage;
using Connector.TableMaps;
using Connector.Work;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ServiceDefaults.Http;

namespace Connector.Delivery;

/// <summary>Delivers the proposal header of every invoice that was reported confirmed, once in effect.</summary>
internal sealed class DeliverHeaders(
    IDbContextFactory<ConnectorContext> contexts,
    TableMapCatalog maps,
    DataverseClient dataverse,
    RowMappers mappers,
    FinanceClient finance,
    ConnectorSettings settings,
    TimeProvider time,
    StepProbe probe,
    ILogger<DeliverHeaders> logger)
{
    // msdyn_projectinvoicestatus: Confirmed.
    private const int Confirmed = 192350002;

    /// <summary>Delivers everything that is due; returns how many headers were delivered.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;

        // Nobody waits longer than that: a point in time beyond it was noted before the clock was set back.
        var latest = now + Waits.Longest;
        List<long> due;
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            due = await context.Messages
                .Where(message => message.State == WorkState.Waiting && (message.NotBefore == null || message.NotBefore <= now || message.NotBefore > latest))
                .OrderBy(message => message.Sequence)
                .Select(message => message.Sequence)
                .ToListAsync(cancellation);
        }

        var delivered = 0;
        foreach (var sequence in due)
        {
            if (await DeliverAsync(sequence, cancellation) is not { } failure)
            {
                delivered++;
            }
            else if (failure.StopsRun)
            {
                break;
            }
        }

        return delivered;
    }

    /// <returns>What stopped it; null: it was delivered.</returns>
    private async Task<ConnectorException?> DeliverAsync(long sequence, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var message = await context.Messages.SingleAsync(row => row.Sequence == sequence, cancellation);
        using var activity = ConnectorTelemetry.Start("Deliver header", message.CorrelationId);
        try
        {
            message.InvoiceNumber = await PostAsync(message, cancellation);
            probe.Pass(StepProbe.HeaderPosted);
            message.Succeed(time.GetUtcNow().UtcDateTime);
            await context.SaveChangesAsync(cancellation);
            probe.Pass(StepProbe.HeaderMarked);
            logger.LogInformation("Header of invoice {InvoiceNumber} delivered (correlation {CorrelationId}).", message.InvoiceNumber, message.CorrelationId);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = ConnectorException.From(exception, $"Invoice {message.InvoiceNumber ?? message.InvoiceId.ToString("D")}");
            message.Fail(failure, time.GetUtcNow().UtcDateTime, Backoff.Wait(failure, message.Attempts, settings.PollingInterval));
            await context.SaveChangesAsync(cancellation);
            logger.LogWarning(failure.Unexpected, "Header of {Record} not delivered: {Code} (correlation {CorrelationId}).", failure.Record, failure.Code, message.CorrelationId);
            return failure;
        }
    }

    private async Task<string> PostAsync(InboxMessage message, CancellationToken cancellation)
    {
        var map = await maps.SingleAsync(MapTrigger.InvoiceConfirmed, cancellation);
        var record = $"Invoice {message.InvoiceNumber ?? message.InvoiceId.ToString("D")}";
        var select = map.Select.Append("msdyn_projectinvoicestatus").Append("msdyn_invoicenumber").Append("invoicenumber").Distinct();
        var invoice = await dataverse.RowAsync(map.Table, message.InvoiceId, select, record, cancellation)
            ?? throw new ConnectorException("PINV3210", record, "it is not in Dataverse", "Restore the invoice, then retry the message");
        var number = NotEmpty((string?)invoice["msdyn_invoicenumber"]) ?? NotEmpty((string?)invoice["invoicenumber"]) ?? message.InvoiceId.ToString("D");
        record = $"Invoice {number}";
        if ((int?)invoice["msdyn_projectinvoicestatus"] is not >= Confirmed)
        {
            throw new ConnectorException("PINV3211", record, "it is not confirmed", "Confirm the invoice, then retry the message");
        }

        var related = new Dictionary<string, IReadOnlyList<JObject>>(StringComparer.Ordinal);
        foreach (var (name, rows) in map.Related)
        {
            related[name] = await RelatedAsync(rows, message.InvoiceId, record, cancellation);
        }

        var mapper = await mappers.CreateAsync(map, cancellation);
        var row = await mapper.MapAsync(invoice, related, message.CorrelationId, cancellation);
        if (row.Fault is { } fault)
        {
            throw new ConnectorException(fault.Code, record, fault.Cause, fault.Remedy, fault.Kind);
        }

        await CreateOnceAsync(map, row.Content!, record, cancellation);
        return number;
    }

    private async Task CreateOnceAsync(BoundMap map, JObject content, string record, CancellationToken cancellation)
    {
        try
        {
            await finance.CreateAsync(map.Set!, content, record, cancellation);
        }
        catch (ConnectorException refusal) when (refusal.Kind == FailureKind.Business)
        {
            // A finance system that refuses a second row of a key: the same content means that an earlier attempt arrived.
            if (!await ExistingRow.IsSameAsync(finance, map, content, record, cancellation))
            {
                throw;
            }
        }
    }

    private async Task<IReadOnlyList<JObject>> RelatedAsync(BoundRelated related, Guid id, string record, CancellationToken cancellation)
    {
        var filter = $"{related.LookupReadName} eq {id:D}" + (related.Rows.Filter is null ? "" : $" and ({related.Rows.Filter})");
        var rows = new List<JObject>();
        var path = $"{related.Table.SetName}?$select={string.Join(',', related.Select)}&$filter={Uri.EscapeDataString(filter)}";
        await foreach (var row in dataverse.RowsAsync(path, record, cancellation))
        {
            row.Remove("@odata.etag");
            rows.Add(row);
        }

        return rows;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
