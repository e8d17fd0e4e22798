using System;
using InvoicePlugins.Billing;
using InvoicePlugins.Checks;
using InvoicePlugins.Chunks;
using InvoicePlugins.Confirmation.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Limits;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation;

/// <summary>
/// The confirmation of an invoice: read the facts, check them, plan the rows, write them, in the transaction of the update. Where that is too much for one
/// transaction, it writes the chunks that do the same.
/// </summary>
/// <param name="call">The call, which is told what it is about.</param>
/// <param name="reader">Reads the facts.</param>
/// <param name="writer">Writes the rows.</param>
/// <param name="limits">Keeps the not-to-exceed limits.</param>
internal sealed class InvoiceConfirmation(PluginCall call, BillingFactsReader reader, ConfirmationWriter writer, NotToExceedLedger limits)
{
    /// <summary>The confirmation within one call. It acts with all rights, since its users may not write the project's books by hand.</summary>
    public static InvoiceConfirmation For(PluginCall call) =>
        new(call, new BillingFactsReader(call.System), new ConfirmationWriter(call.System), new NotToExceedLedger(call.System));

    /// <summary>
    /// Checks the invoice as it stands before the update. Of an invoice that is too large, only the header; its details are checked in a first pass.
    /// </summary>
    /// <returns>Whether the confirmation fits into one transaction.</returns>
    /// <exception cref="InvalidPluginExecutionException">Something forbids the confirmation; the message names everything that does.</exception>
    public ConfirmationSize Validate(Guid invoice)
    {
        var header = ReadHeader(invoice);
        Fault.ThrowIfAny(ConfirmationCheck.OfStatus(header, ConfirmationRequest.IsOfBulk(call)));
        if (!call.Variables.CreateActuals)
        {
            // Other logic checks what it bills; finance needs the header.
            Fault.ThrowIfAny(ConfirmationCheck.OfHeader(reader.ReadHead(header)));
            return ConfirmationSize.Small;
        }

        var limit = call.Variables.MaxSynchronousWrites;
        if (reader.HasMoreDetailsThan(header.Id, limit))
        {
            Fault.ThrowIfAny(ConfirmationCheck.OfHead(reader.ReadHead(header)));
            return ConfirmationSize.Large;
        }

        var billing = Plan(header);
        Fault.ThrowIfAny(ConfirmationCheck.OfTotals(header, billing.Totals, limits.Read(header, billing.Facts.ContractCustomer)));
        return billing.Plan.Writes > limit ? ConfirmationSize.Large : ConfirmationSize.Small;
    }

    /// <summary>Turns the update into one that schedules the confirmation: the status stays, and a new run of the confirmation begins.</summary>
    /// <param name="target">The update, before it is carried out.</param>
    public void Schedule(Entity target)
    {
        var header = ReadHeader(target.Id);
        Fault.ThrowIfAny(ConfirmationCheck.OfStatus(header, ConfirmationRequest.IsOfBulk(call)));

        target.Attributes.Remove(Invoice.StatusColumn);
        InvoiceTransition.Schedule(header).CopyTo(target);
    }

    /// <summary>Begins a scheduled confirmation, behind the lock of the row that the update has written.</summary>
    /// <exception cref="InvalidPluginExecutionException">Something forbids the confirmation; the transaction rolls back.</exception>
    public void Begin(Guid invoice) => new ChunkSchedule(call, reader).Begin(ReadHeader(invoice), AccountingDayOf);

    /// <summary>
    /// Confirms the invoice. The update has written the row and so locked it: what is read from here on is the truth of this transaction, and is checked
    /// again, since another confirmation or edit may have ended between the validation and the lock.
    /// </summary>
    /// <exception cref="InvalidPluginExecutionException">Something forbids the confirmation; the transaction rolls back.</exception>
    public void Confirm(Guid invoice)
    {
        var header = ReadHeader(invoice);
        Fault.ThrowIfAny(ConfirmationCheck.OfRepetition(header));

        if (!call.Variables.CreateActuals)
        {
            Fault.ThrowIfAny(ConfirmationCheck.OfHeader(reader.ReadHead(header)));
            writer.WriteConfirmation(header, null, AccountingDayOf(header).Day, call.Context.CorrelationId, IntegrationMessageStatus.Waiting);
            return;
        }

        var billing = Plan(header);
        var contractCustomer = billing.Facts.ContractCustomer;

        var locked = limits.Lock(header, contractCustomer, billing.Totals);
        Fault.ThrowIfAny(ConfirmationCheck.OfTotals(header, billing.Totals, locked));
        limits.Consume(header, locked, billing.Totals);
        var record = RecordOf(billing);
        writer.WriteBilling(billing.Plan);
        writer.WriteConfirmation(header, contractCustomer, billing.AccountingDay, call.Context.CorrelationId, billed: record);
    }

    // Where the limit of one transaction was raised so far that its record does not fit, the invoice cannot be withdrawn.
    private string? RecordOf(Billing billing)
    {
        var notes = new ChunkNotes
        {
            ContractCustomer = billing.Facts.ContractCustomer,
            Totals = billing.Totals,
            Header = HeaderCompletion.Note(billing.Facts.Invoice, billing.Facts.ContractCustomer, billing.AccountingDay),
            Billed = new BillingRecordReader(call.System).Read(billing.Plan),
        };
        var text = notes.ToString();
        return text.Length <= IntegrationMessage.BilledLength ? text : null;
    }

    private Billing Plan(Invoice header)
    {
        var facts = reader.Read(header);
        Fault.ThrowIfAny(ConfirmationCheck.Of(facts, call.Variables.RetainerTransactionClass));

        var accountingDay = AccountingDayOf(header);
        var plan = BillingPlan.Of(facts, accountingDay.Start);
        return new(facts, plan, InvoiceTotals.Of(facts, plan), accountingDay.Day);
    }

    private Invoice ReadHeader(Guid id)
    {
        var header = reader.ReadInvoice(id);
        call.Record = header.Number;
        return header;
    }

    private AccountingDay AccountingDayOf(Invoice invoice) => AccountingDay.Of(invoice, call.Now, call.Variables.TimeZone);

    private sealed record Billing(BillingFacts Facts, BillingPlan Plan, InvoiceTotals Totals, DateTime AccountingDay);
}
