using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Dataverse.Options;

namespace ProjectInvoice.Connector.Inbox;

/// <summary>
/// Asks Dataverse for messages that are still Pending, so that a push that was lost costs delay and never data; and for those that wait for their actuals to be
/// there, so that they become Pending then.
/// </summary>
internal sealed class PollPendingMessages(
    MessageInbox inbox,
    DataverseClient dataverse,
    TimeProvider time,
    StepProbe probe,
    ILogger<PollPendingMessages> logger
)
{
    private const string Table = "pinv_integrationmessage";

    /// <summary>Messages that could not be taken the last time they were asked for. They stay Pending and are met again by the next poll.</summary>
    public IReadOnlyList<ConnectorException> Refused { get; private set; } = [];

    /// <summary>Takes every Pending message; returns how many were new or came again.</summary>
    /// <exception cref="ConnectorException">Dataverse is away or refuses.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var table = await dataverse.DefinitionAsync(Table, cancellation);
        var refused = new List<ConnectorException>();
        await ResendWaitingAsync(table, refused, cancellation);
        var taken = 0;
        foreach (var row in await MessagesAsync(table, IntegrationMessageStatus.Pending, cancellation))
        {
            var id = Guid.Parse((string)row[table.PrimaryId]!);
            try
            {
                taken += await TakeAsync(table, id, row, cancellation) ? 1 : 0;
            }
            catch (ConnectorException refusal) when (refusal.Kind is ErrorKind.Rule or ErrorKind.Setting)
            {
                logger.LogWarning("Pending message {MessageId} not taken: {Code}.", id, refusal.Code);
                refused.Add(refusal);
            }
        }

        Refused = refused;
        return taken;
    }

    // Dataverse looks whether the actuals are there, and then makes the message Pending.
    private async Task ResendWaitingAsync(TableDefinition table, List<ConnectorException> refused, CancellationToken cancellation)
    {
        var waiting = await MessagesAsync(table, IntegrationMessageStatus.Waiting, cancellation);
        if (waiting.Count == 0)
        {
            return;
        }

        var invoices = await dataverse.DefinitionAsync("invoice", cancellation);
        foreach (var row in waiting)
        {
            var id = Guid.Parse((string)row[table.PrimaryId]!);
            try
            {
                await dataverse.CallAsync(
                    $"{invoices.SetName}({InvoiceOf(row, id):D})/Microsoft.Dynamics.CRM.pinv_ResendInvoice",
                    [],
                    Record(row, id),
                    cancellation
                );
            }
            catch (ConnectorException refusal) when (refusal.Kind is ErrorKind.Rule or ErrorKind.Setting)
            {
                logger.LogWarning("Waiting message {MessageId} not asked for: {Code}.", id, refusal.Code);
                refused.Add(refusal);
            }
        }
    }

    private async Task<List<JObject>> MessagesAsync(TableDefinition table, IntegrationMessageStatus status, CancellationToken cancellation)
    {
        var path =
            $"{table.SetName}?$select={table.PrimaryName},_pinv_invoiceid_value,pinv_messagetype,pinv_correlationid,pinv_senton"
            + $"&$filter={Uri.EscapeDataString($"pinv_status eq {(int)status}")}";
        var rows = new List<JObject>();
        await foreach (var row in dataverse.RowsAsync(path, "Messages", cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static string Record(JObject row, Guid id) => (string?)row["pinv_name"] is { Length: > 0 } name ? name : $"Message {id:D}";

    private static IntegrationMessageType? TypeOf(JObject row) => (IntegrationMessageType?)(int?)row["pinv_messagetype"];

    private static Guid InvoiceOf(JObject row, Guid id) =>
        TypeOf(row) is IntegrationMessageType.InvoiceConfirmed or IntegrationMessageType.InvoiceWithdrawn
        && Guid.TryParse((string?)row["_pinv_invoiceid_value"], out var invoice)
            ? invoice
            : throw new ConnectorException(InboxErrors.RowUnknown.For(Record(row, id)));

    private async Task<bool> TakeAsync(TableDefinition table, Guid id, JObject row, CancellationToken cancellation)
    {
        var record = Record(row, id);
        var invoiceId = InvoiceOf(row, id);
        var correlation = Guid.TryParse((string?)row["pinv_correlationid"], out var given) ? given : id;
        var isWithdrawal = TypeOf(row) == IntegrationMessageType.InvoiceWithdrawn;
        var message = new ReceivedMessage(
            id,
            isWithdrawal ? MessageReader.InvoiceWithdrawn : MessageReader.InvoiceConfirmed,
            invoiceId,
            null,
            null,
            correlation.ToString("D")
        );

        // A message that was sent before and is Pending again was sent again; one that was never marked may have been taken by push.
        var outcome = await inbox.StoreAsync(message, isSentAgain: row["pinv_senton"] is JValue { Value: not null }, cancellation);
        if (outcome == StoreOutcome.Contradicts)
        {
            throw new ConnectorException(InboxErrors.RowContradicts.For(record));
        }

        if (!isWithdrawal)
        {
            await MarkInvoiceAsync(invoiceId, cancellation);
        }

        probe.Pass(StepProbe.InvoiceMarkedSent);
        await MarkMessageAsync(table, id, (string?)row["@odata.etag"], record, cancellation);
        probe.Pass(StepProbe.MessageMarkedSent);
        return outcome is StoreOutcome.Stored or StoreOutcome.Reopened;
    }

    private async Task MarkInvoiceAsync(Guid id, CancellationToken cancellation)
    {
        var table = await dataverse.DefinitionAsync("invoice", cancellation);
        var record = $"Invoice {id:D}";
        var invoice = await dataverse.RowAsync(table, id, ["pinv_financestatus"], record, cancellation);
        if (invoice is null || (int?)invoice["pinv_financestatus"] is not (null or (int)FinanceStatus.NotSent))
        {
            return;
        }

        await UpdateUnlessChangedAsync(
            table,
            id,
            new JObject { ["pinv_financestatus"] = (int)FinanceStatus.Sent },
            (string?)invoice["@odata.etag"],
            record,
            cancellation
        );
    }

    private Task MarkMessageAsync(TableDefinition table, Guid id, string? etag, string record, CancellationToken cancellation)
    {
        var values = new JObject
        {
            ["pinv_status"] = (int)IntegrationMessageStatus.Sent,
            ["pinv_senton"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        return UpdateUnlessChangedAsync(table, id, values, etag, record, cancellation);
    }

    // Changed meanwhile: the push got through after all, or the next poll sees the row as it is then.
    private async Task UpdateUnlessChangedAsync(TableDefinition table, Guid id, JObject values, string? etag, string record, CancellationToken cancellation)
    {
        try
        {
            await dataverse.UpdateAsync(table, id, values, etag, record, cancellation);
        }
        catch (ConnectorException refusal) when (refusal.Status == HttpStatusCode.PreconditionFailed)
        {
            logger.LogDebug("{Record} was changed by someone else meanwhile.", record);
        }
    }
}
