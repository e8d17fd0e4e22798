using System;
using System.Linq;
using InvoicePlugins.Billing;
using InvoicePlugins.Checks;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Begins a confirmation that is carried out in chunks: settles what all parts have to agree on, and writes the chunks of the first pass.</summary>
/// <param name="reader">Reads the facts.</param>
internal sealed class ChunkSchedule(PluginCall call, BillingFactsReader reader)
{
    /// <summary>Begins it, within the update that has scheduled it and so locked the row.</summary>
    /// <param name="invoice">The invoice, scheduled.</param>
    /// <param name="accountingDay">The accounting date of the rows to be made.</param>
    /// <exception cref="InvalidPluginExecutionException">Another confirmation came first, or something forbids the confirmation.</exception>
    public void Begin(Invoice invoice, Func<Invoice, AccountingDay> accountingDay)
    {
        RefuseRepetition(invoice);

        var head = reader.ReadHead(invoice);
        Fault.ThrowIfAny(ConfirmationCheck.OfHead(head));

        var details = reader.ReadOrder(invoice.Id);
        if (details.Count == 0)
        {
            throw ConfirmationErrors.NoDetails.For(invoice.Number).ToException();
        }

        var accounting = accountingDay(invoice);
        var contractCustomer = reader.SettleContractCustomer(head, [.. details.Select(detail => detail.Id)]);
        var notes = new ChunkNotes
        {
            Accounting = accounting,
            ContractCustomer = contractCustomer,
            Header = HeaderCompletion.Note(invoice, contractCustomer, accounting.Day),
        };
        var parts = ChunkCutting.ForChecking(details, call.Variables.RetainerTransactionClass);
        for (var ordinal = 0; ordinal < parts.Count; ordinal++)
        {
            call.System.Create(
                ConfirmationChunk.Pending(
                    invoice,
                    invoice.ConfirmationAttempt,
                    ChunkKind.Check,
                    ordinal,
                    parts[ordinal].Details,
                    (notes with { IsIndivisible = !parts[ordinal].IsDivisible }).ToString()
                )
            );
        }

        call.System.Update(InvoiceTransition.Check(parts.Count).Of(invoice));
    }

    // Whoever was first has ended, or waits, with chunks of the run that this update wanted to begin, or with the status itself.
    private void RefuseRepetition(Invoice invoice)
    {
        if (invoice.IsConfirmed)
        {
            throw ConfirmationErrors.AlreadyConfirmed.For(invoice.Number).ToException();
        }

        if (call.System.ReadAll(ConfirmationChunk.Of(invoice.Id, invoice.ConfirmationAttempt, ChunkKind.Check)).Any())
        {
            throw ConfirmationErrors.Running.For(invoice.Number, ConfirmationStatus.Scheduled, 0).ToException();
        }
    }
}
