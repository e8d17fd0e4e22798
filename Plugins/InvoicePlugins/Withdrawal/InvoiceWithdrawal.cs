using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Billing;
using InvoicePlugins.Chunks;
using InvoicePlugins.Confirmation.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Withdrawal;

/// <summary>
/// Takes back a confirmed invoice that finance has not posted, in two halves: a message asks finance, by way of the connector, and nothing is undone here
/// before finance has said that nothing of the invoice stands there. Each half may be repeated.
/// </summary>
/// <param name="call">The call, which is told what it is about.</param>
/// <param name="reader">Reads and locks the header.</param>
internal sealed class InvoiceWithdrawal(PluginCall call, BillingFactsReader reader)
{
    /// <summary>The withdrawal within one call. It acts with all rights.</summary>
    public static InvoiceWithdrawal For(PluginCall call) => new(call, new BillingFactsReader(call.System));

    /// <summary>Asks finance to withdraw the invoice, which is locked until finance has answered.</summary>
    /// <param name="id">The invoice.</param>
    /// <param name="reason">Why.</param>
    /// <returns>The confirmation status after it.</returns>
    /// <exception cref="InvalidPluginExecutionException">It cannot be withdrawn.</exception>
    public ConfirmationStatus Begin(Guid id, string? reason)
    {
        var invoice = Lock(id);
        if (invoice.ConfirmationStatus == ConfirmationStatus.Withdrawing)
        {
            return ConfirmationStatus.Withdrawing;
        }

        Fault.ThrowIfAny([.. OfInvoice(invoice, reason).Take(1)]);
        var records = ReadRecords(invoice);
        Fault.ThrowIfAny(records.Count == 0 ? [WithdrawalErrors.NoRecord.For(invoice.Number)] : []);
        if (records.Count == 1)
        {
            // Many are looked at one by one when they are undone.
            Fault.ThrowIfAny(new UndoWork(call).Check(ChunkNotes.Parse(records[0].Notes).Billed ?? new BillingRecord(), invoice));
        }

        call.System.Update(InvoiceTransition.Withdraw().Of(invoice));
        call.System.Create(
            IntegrationMessage.InvoiceWithdrawn(
                invoice,
                call.Context.CorrelationId,
                IntegrationMessage.Count(call.System, invoice.Id, IntegrationMessageType.InvoiceWithdrawn),
                reason!
            )
        );
        return ConfirmationStatus.Withdrawing;
    }

    /// <summary>Finance has nothing of the invoice any more: what its confirmation made is undone, and it is a draft again.</summary>
    /// <param name="id">The invoice.</param>
    /// <returns>The confirmation status after it; another than Canceling where this was told before.</returns>
    public ConfirmationStatus Undo(Guid id)
    {
        var invoice = Lock(id);
        if (invoice.ConfirmationStatus != ConfirmationStatus.Withdrawing)
        {
            return invoice.ConfirmationStatus ?? ConfirmationStatus.None;
        }

        var records = ReadRecords(invoice);
        var run = records[0].IsOfMessage ? invoice.ConfirmationAttempt + 1 : invoice.ConfirmationAttempt;
        foreach (var record in records)
        {
            call.System.Create(ConfirmationChunk.Pending(invoice, run, ChunkKind.Undo, record.Ordinal, [], record.IsOfMessage ? record.Notes : null));
        }

        foreach (var message in Messages(invoice))
        {
            call.System.Update(
                new Entity(IntegrationMessage.Table, message.Id)
                {
                    [IntegrationMessage.StatusColumn] = new OptionSetValue((int)IntegrationMessageStatus.Withdrawn),
                }
            );
        }

        call.System.Update(InvoiceTransition.UndoWithdrawn(records.Count, run).Of(invoice));
        return ConfirmationStatus.Canceling;
    }

    /// <summary>Finance does not let the invoice go: it stays confirmed.</summary>
    /// <param name="id">The invoice.</param>
    /// <param name="reason">What finance said.</param>
    /// <returns>The confirmation status after it.</returns>
    public ConfirmationStatus Refuse(Guid id, string reason)
    {
        var invoice = Lock(id);
        if (invoice.ConfirmationStatus != ConfirmationStatus.Withdrawing)
        {
            return invoice.ConfirmationStatus ?? ConfirmationStatus.None;
        }

        call.System.Update(InvoiceTransition.StayConfirmed(WithdrawalErrors.Refused.For(invoice.Number, reason.TrimEnd('.', ' ')).ToString()).Of(invoice));
        return ConfirmationStatus.Complete;
    }

    private IEnumerable<Fault> OfInvoice(Invoice invoice, string? reason)
    {
        if (!invoice.IsConfirmed || invoice.IsBusy)
        {
            yield return WithdrawalErrors.NotConfirmed.For(invoice.Number);
        }

        if (invoice.Status == ProjectInvoiceStatus.Paid)
        {
            yield return WithdrawalErrors.Paid.For(invoice.Number);
        }

        if (invoice.FinanceStatus is FinanceStatus.Posted or FinanceStatus.NothingToInvoice)
        {
            yield return WithdrawalErrors.Posted.For(invoice.Number, invoice.CustomerInvoiceNumber ?? "nothing to invoice");
        }

        if (!call.Variables.CreateActuals)
        {
            yield return WithdrawalErrors.MadeByOthers.For(invoice.Number);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            yield return WithdrawalErrors.NoReason.For(invoice.Number);
        }
    }

    // A confirmation in one transaction has its record on the message, one in chunks on the chunks.
    private List<Record> ReadRecords(Invoice invoice)
    {
        var ofMessage = Messages(invoice).Select(message => message.Billed).OfType<string>().Select(notes => new Record(0, notes, true)).Take(1).ToList();
        return ofMessage.Count > 0
            ? ofMessage
            :
            [
                .. call
                    .System.ReadAll(ConfirmationChunk.Of(invoice.Id, invoice.ConfirmationAttempt, ChunkKind.Bill))
                    .Select(row => new ConfirmationChunk(row))
                    .Where(chunk => chunk.Status == ChunkStatus.Complete)
                    .OrderBy(chunk => chunk.Ordinal)
                    .Select(chunk => new Record(chunk.Ordinal, null, false)),
            ];
    }

    private IEnumerable<IntegrationMessage> Messages(Invoice invoice) =>
        call.System.RetrieveMultiple(IntegrationMessage.Of(invoice.Id, IntegrationMessage.BilledColumn)).Entities.Select(row => new IntegrationMessage(row));

    private Invoice Lock(Guid id)
    {
        var invoice = reader.LockInvoice(id);
        call.Record = invoice.Number;
        return invoice;
    }

    private sealed record Record(int Ordinal, string? Notes, bool IsOfMessage);
}
