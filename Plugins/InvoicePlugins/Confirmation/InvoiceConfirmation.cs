using System;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation;

/// <summary>The confirmation of an invoice from beginning to end: read the facts, check them, plan the rows, write them.</summary>
/// <param name="call">The call, which is told what it is about.</param>
/// <param name="reader">Reads the facts.</param>
/// <param name="writer">Writes the rows.</param>
/// <param name="limits">Keeps the not-to-exceed limits.</param>
public sealed class InvoiceConfirmation(PluginCall call, BillingFactsReader reader, ConfirmationWriter writer, NotToExceedLedger limits)
{
    /// <summary>The confirmation within one call. It acts with all rights, since its users may not write the project's books by hand.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The confirmation.</returns>
    public static InvoiceConfirmation For(PluginCall call) =>
        new(call, new BillingFactsReader(call.System), new ConfirmationWriter(call.System), new NotToExceedLedger(call.System));

    /// <summary>Checks the invoice as it stands before the update.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <exception cref="Microsoft.Xrm.Sdk.InvalidPluginExecutionException">Something forbids the confirmation; the message names everything that does.</exception>
    public void Validate(Guid invoice)
    {
        var header = ReadHeader(invoice);
        Fault.ThrowIfAny(ConfirmationCheck.OfStatus(header));

        if (call.Variables.CreateActuals)
        {
            var facts = reader.Read(header);
            Fault.ThrowIfAny(ConfirmationCheck.Of(facts, call.Variables.RetainerTransactionClass));

            var totals = InvoiceTotals.Of(facts, BillingPlan.Of(facts, AccountingDate(header)));
            Fault.ThrowIfAny(ConfirmationCheck.OfTotals(header, totals, limits.Read(header, facts.ContractCustomer)));
        }
    }

    /// <summary>
    /// Confirms the invoice. The update has written the row and so locked it: what is read from here on is the truth of this transaction, and is checked
    /// again, since another confirmation or edit may have ended between the validation and the lock.
    /// </summary>
    /// <param name="invoice">The invoice.</param>
    /// <exception cref="Microsoft.Xrm.Sdk.InvalidPluginExecutionException">Something forbids the confirmation; the transaction rolls back.</exception>
    public void Confirm(Guid invoice)
    {
        var header = ReadHeader(invoice);
        Fault.ThrowIfAny(ConfirmationCheck.OfRepetition(header));

        Guid? contractCustomer = null;
        if (call.Variables.CreateActuals)
        {
            var facts = reader.Read(header);
            Fault.ThrowIfAny(ConfirmationCheck.Of(facts, call.Variables.RetainerTransactionClass));

            var plan = BillingPlan.Of(facts, AccountingDate(header));
            var totals = InvoiceTotals.Of(facts, plan);
            var locked = limits.Lock(header, facts.ContractCustomer, totals);
            Fault.ThrowIfAny(ConfirmationCheck.OfTotals(header, totals, locked));
            limits.Consume(header, locked, totals);
            writer.WriteBilling(plan);
            contractCustomer = facts.ContractCustomer;
        }

        writer.WriteConfirmation(header, contractCustomer, call.Context.CorrelationId);
    }

    private Invoice ReadHeader(Guid id)
    {
        var header = reader.ReadInvoice(id);
        call.Record = header.Number;
        return header;
    }

    private DateTime AccountingDate(Invoice invoice) =>
        invoice.AccountingDate?.Date ?? DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(AsUtc(call.Now), call.Variables.TimeZone).Date, DateTimeKind.Utc);

    private static DateTime AsUtc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
