using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Telemetry;
using ProjectInvoice.ServiceDefaults.Http;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>Delivers the proposal header of every invoice that was reported confirmed, once in effect.</summary>
internal sealed class DeliverHeaders(
    IDbContextFactory<ConnectorContext> contexts,
    ProposalHeaders headers,
    DeliverDocuments documents,
    FinanceClient finance,
    DeliveryGate gate,
    IClaims claims,
    ConnectorSettings settings,
    TimeProvider time,
    StepProbe probe,
    ILogger<DeliverHeaders> logger
)
{
    /// <summary>Delivers everything that is due; returns how many headers were delivered.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;

        // Nobody waits longer than that: a point in time beyond it was noted before the clock was set back.
        var latest = now + Waits.Longest;
        List<Due> due;
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            due = await context
                .Messages.Where(message =>
                    message.MessageType == MessageReader.InvoiceConfirmed
                    && message.State == WorkState.Waiting
                    && (message.NotBefore == null || message.NotBefore <= now || message.NotBefore > latest)
                )
                .OrderBy(message => message.Sequence)
                .Select(message => new Due(message.Sequence, message.InvoiceId))
                .ToListAsync(cancellation);
        }

        var delivered = 0;
        foreach (var (sequence, invoice) in due)
        {
            ConnectorException? failure = null;
            using var turn = await gate.EnterAsync(cancellation);
            if (!await claims.TryAsync(InvoiceClaim.Of(invoice), async () => failure = await DeliverAsync(sequence, cancellation), cancellation))
            {
                continue;
            }

            if (failure is null)
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
        if (message.State != WorkState.Waiting)
        {
            // Withdrawn since.
            return null;
        }

        using var step = ConnectorTelemetry.Start("Deliver header", message.CorrelationId);
        try
        {
            message.InvoiceNumber = await PostAsync(message, cancellation);
            probe.Pass(StepProbe.HeaderPosted);
            var now = time.GetUtcNow().UtcDateTime;
            message.Succeed(now);
            await context.SaveChangesAsync(cancellation);
            probe.Pass(StepProbe.HeaderMarked);
            step.Done(1);
            ConnectorTelemetry.Through(Queue.Inbox, message.StoredOn, now);
            logger.LogInformation("Header of invoice {InvoiceNumber} delivered (correlation {CorrelationId}).", message.InvoiceNumber, message.CorrelationId);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = ConnectorException.From(exception, $"Invoice {message.InvoiceNumber ?? message.InvoiceId.ToString("D")}");
            step.Failed(failure.Code);
            message.Fail(failure, time.GetUtcNow().UtcDateTime, Backoff.Wait(failure, message.Attempts, settings.PollingInterval));
            await context.SaveChangesAsync(cancellation);
            logger.LogWarning(
                failure.Unexpected,
                "Header of {Record} not delivered: {Code}; under way since {Since}, next try {NextTry} (correlation {CorrelationId}).",
                failure.Record,
                failure.Code,
                message.StoredOn,
                message.NotBefore,
                message.CorrelationId
            );
            return failure;
        }
    }

    private async Task<string> PostAsync(InboxMessage message, CancellationToken cancellation)
    {
        var (map, content, number) = await headers.ReadAsync(message, cancellation);
        claims.RequireAlive();
        await (
            finance.Profile.Document is null
                ? CreateOnceAsync(map, content, $"Invoice {number}", cancellation)
                : documents.DeliverAsync(map, content, message, number, cancellation)
        );
        return number;
    }

    private async Task CreateOnceAsync(BoundMap map, JObject content, string record, CancellationToken cancellation)
    {
        try
        {
            await finance.CreateAsync(map.Set!, content, record, cancellation);
        }
        catch (ConnectorException refusal) when (refusal.Kind == ErrorKind.Rule)
        {
            // A finance system that refuses a second row of a key: the same content means that an earlier attempt arrived.
            if (!await ExistingRow.IsSameAsync(finance, map, content, record, cancellation))
            {
                throw;
            }
        }
    }

    private sealed record Due(long Sequence, Guid Invoice);
}
