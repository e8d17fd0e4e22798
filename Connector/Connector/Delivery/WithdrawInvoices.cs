using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Dataverse.Options;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Telemetry;
using ProjectInvoice.ServiceDefaults.Http;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>
/// Carries the withdrawal of an invoice to finance, and what finance said back. Only when finance has said that nothing of the invoice stands is it forgotten
/// here and told to Dataverse, in this order: killed in between, all of it is done once more. Runs before rows are read and delivered, never beside it.
/// </summary>
internal sealed class WithdrawInvoices(
    IDbContextFactory<ConnectorContext> contexts,
    TableMapCatalog maps,
    DeliveredRows delivered,
    ProposalHeaders headers,
    DataverseClient dataverse,
    FinanceClient finance,
    DeliveryGate gate,
    IClaims claims,
    ConnectorSettings settings,
    TimeProvider time,
    StepProbe probe,
    ILogger<WithdrawInvoices> logger
)
{
    /// <summary>Carries out everything that is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;

        // Nobody waits longer than that: a point in time beyond it was noted before the clock was set back.
        var latest = now + Waits.Longest;
        List<Due> due;
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            due = await context
                .Messages.Where(message =>
                    message.MessageType == MessageReader.InvoiceWithdrawn
                    && message.State == WorkState.Waiting
                    && (message.NotBefore == null || message.NotBefore <= now || message.NotBefore > latest)
                )
                .OrderBy(message => message.Sequence)
                .Select(message => new Due(message.Sequence, message.InvoiceId))
                .ToListAsync(cancellation);
        }

        foreach (var (sequence, invoice) in due)
        {
            using var turn = await gate.EnterAsync(cancellation);
            await claims.TryAsync(InvoiceClaim.Of(invoice), () => RunAsync(sequence, cancellation), cancellation);
        }
    }

    private async Task RunAsync(long sequence, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var message = await context.Messages.SingleAsync(row => row.Sequence == sequence, cancellation);
        using var step = ConnectorTelemetry.Start("Withdraw invoice", message.CorrelationId);
        var record = $"Invoice {message.InvoiceNumber ?? message.InvoiceId.ToString("D")}";
        try
        {
            await WithdrawAsync(message, record, cancellation);
            message.Succeed(time.GetUtcNow().UtcDateTime);
            step.Done(1);
            logger.LogInformation("Withdrawal of {Record} carried out (correlation {CorrelationId}).", record, message.CorrelationId);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = ConnectorException.From(exception, record);
            step.Failed(failure.Code);
            message.Fail(failure, time.GetUtcNow().UtcDateTime, Backoff.Wait(failure, message.Attempts, settings.PollingInterval));
            logger.LogWarning(
                failure.Unexpected,
                "Withdrawal of {Record} not carried out: {Code}; asked for since {Since}, next try {NextTry} (correlation {CorrelationId}).",
                record,
                failure.Code,
                message.StoredOn,
                message.NotBefore,
                message.CorrelationId
            );
        }

        await context.SaveChangesAsync(cancellation);
    }

    // An invoice that is not being withdrawn any more was told of before: the message is done.
    private async Task WithdrawAsync(InboxMessage message, string record, CancellationToken cancellation)
    {
        var invoices = await dataverse.DefinitionAsync("invoice", cancellation);
        var invoice = await dataverse.RowAsync(invoices, message.InvoiceId, ["pinv_confirmationstatus", "pinv_confirmationattempt"], record, cancellation);
        if ((int?)invoice?["pinv_confirmationstatus"] != (int)ConfirmationStatus.Withdrawing)
        {
            return;
        }

        var rows = await new BilledRows(dataverse).ReadAsync(message.InvoiceId, (int?)invoice["pinv_confirmationattempt"] ?? 0, record, cancellation);
        if (await AskAsync(message, rows, record, cancellation) is { } refusal)
        {
            await TellAsync(
                invoices,
                message,
                new JObject { ["Withdrawn"] = false, ["Reason"] = $"{refusal.Fault.Cause}. {refusal.Fault.Remedy}" },
                record,
                cancellation
            );
            return;
        }

        probe.Pass(StepProbe.WithdrawnInFinance);
        await ForgetAsync(message, rows, cancellation);
        probe.Pass(StepProbe.WithdrawnForgotten);
        await TellAsync(invoices, message, new JObject { ["Withdrawn"] = true }, record, cancellation);
        probe.Pass(StepProbe.WithdrawalTold);
    }

    /// <returns>Why finance does not let the invoice go; null where nothing of it stands any more.</returns>
    private async Task<ConnectorException?> AskAsync(
        InboxMessage message,
        IReadOnlyDictionary<string, List<Guid>> rows,
        string record,
        CancellationToken cancellation
    )
    {
        var (map, header, _) = await headers.ReadAsync(message, cancellation);
        var company = (string)header["dataAreaId"]!;
        var proposal = (string)header["InvoiceProposalId"]!;
        var actuals = rows.GetValueOrDefault("msdyn_actual", []);
        if (map.Set!.WithdrawAction is null)
        {
            return new ConnectorException(DeliveryErrors.NoWithdrawal.For(record));
        }

        try
        {
            claims.RequireAlive();
            var answer = await finance.WithdrawAsync(map.Set, company, proposal, actuals, record, cancellation);
            return answer?.SaysNothingStands(company, proposal, actuals.Count) == true
                ? null
                : throw new ConnectorException(DeliveryErrors.WithdrawalUntold.For(record));
        }
        catch (ConnectorException refusal) when (refusal.RemoteCode is { } code && FinanceCodes.Posted.Contains(code))
        {
            return refusal;
        }
    }

    private async Task ForgetAsync(InboxMessage message, IReadOnlyDictionary<string, List<Guid>> rows, CancellationToken cancellation)
    {
        foreach (var map in maps.Maps.Where(map => map.Trigger == MapTrigger.Changes && rows.ContainsKey(map.Table)))
        {
            await delivered.ForgetAsync(map.Name, rows[map.Table], cancellation);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        await context
            .Messages.Where(row => row.InvoiceId == message.InvoiceId && row.MessageType == MessageReader.InvoiceConfirmed)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(confirmed => confirmed.State, WorkState.Done)
                        .SetProperty(confirmed => confirmed.RowsAgain, false)
                        .SetProperty(confirmed => confirmed.DoneOn, now)
                        .SetProperty(confirmed => confirmed.ErrorCode, (string?)null)
                        .SetProperty(confirmed => confirmed.ErrorRecord, (string?)null)
                        .SetProperty(confirmed => confirmed.ErrorText, (string?)null),
                cancellation
            );
    }

    private Task<JObject> TellAsync(TableDefinition invoices, InboxMessage message, JObject said, string record, CancellationToken cancellation) =>
        dataverse.CallAsync($"{invoices.SetName}({message.InvoiceId:D})/Microsoft.Dynamics.CRM.pinv_RecordWithdrawal", said, record, cancellation);

    private sealed record Due(long Sequence, Guid Invoice);
}
