using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using InvoicePlugins.Checks;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Protection;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation.Bulk;

/// <summary>
/// Schedules invoices: each gets a chunk, whose step confirms the invoice in a transaction of its own, in the name of who asked for it. What one of them lacks
/// stops no other.
/// </summary>
internal sealed class BulkConfirmation(PluginCall call)
{
    private readonly BillingFactsReader reader = new(call.System);

    /// <summary>Schedules every invoice that can be confirmed, and tells of each how it stands.</summary>
    /// <param name="ids">The invoices, in the order in which they are locked.</param>
    /// <returns>One row an invoice: id, confirmation status, and why it is not scheduled.</returns>
    public EntityCollection Schedule(IReadOnlyList<Guid> ids)
    {
        var readable = new HashSet<Guid>(call.User.ReadByIds(Invoice.Table, ids, Invoice.InvoiceNumberColumn).Select(row => row.Id));
        var earlier = call
            .System.ReadByIds([.. readable], ConfirmationChunk.InBulk)
            .Select(row => new ConfirmationChunk(row))
            .ToLookup(chunk => OfRun(chunk.Invoice!.Value, chunk.Attempt));

        return new EntityCollection([.. ids.Select(id => readable.Contains(id) ? Schedule(id, run => earlier[run].Count()) : Unknown(id))])
        {
            EntityName = Invoice.Table,
        };
    }

    private Entity Schedule(Guid id, Func<string, int> earlierChunks)
    {
        DraftLock.Hold(call, [id], id.ToString("d"));
        var invoice = reader.ReadInvoice(id);
        var faults = ConfirmationCheck.OfStatus(invoice);
        if (faults.Count > 0)
        {
            return Result(id, invoice.ConfirmationStatus ?? ConfirmationStatus.None, string.Join("\n", faults));
        }

        var ordinal = earlierChunks(OfRun(id, invoice.ConfirmationAttempt));
        var chunk = ConfirmationChunk.Pending(invoice, invoice.ConfirmationAttempt, ChunkKind.Confirm, ordinal, []);
        chunk[ConfirmationChunk.OwnerColumn] = new EntityReference("systemuser", call.Context.InitiatingUserId);
        call.System.Update(InvoiceTransition.Queue().Of(invoice));
        call.System.Create(chunk);
        return Result(id, ConfirmationStatus.Scheduled, null);
    }

    private static Entity Unknown(Guid id) => Result(id, ConfirmationStatus.None, BulkErrors.UnknownInvoice.For(id.ToString("d")).ToString());

    private static Entity Result(Guid id, ConfirmationStatus status, string? reason) =>
        new(Invoice.Table, id)
        {
            ["invoiceid"] = id,
            [Invoice.ConfirmationStatusColumn] = new OptionSetValue((int)status),
            [Invoice.LastErrorColumn] = reason,
        };

    private static string OfRun(Guid invoice, int attempt) => invoice.ToString("d") + ":" + attempt.ToString(CultureInfo.InvariantCulture);
}
