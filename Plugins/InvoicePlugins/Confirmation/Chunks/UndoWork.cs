using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Billing;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>
/// Takes back what a chunk has billed: deletes what it created, and gives back what it changed, unless somebody has used any of it since. After the last chunk
/// the invoice is a draft as before.
/// </summary>
internal sealed class UndoWork(PluginCall call) : IChunkWork
{
    /// <summary>The work as it is declared to what runs the chunks.</summary>
    public static readonly ChunkWork Declaration = new(ChunkKind.Undo, call => new UndoWork(call));

    private const string VersionColumn = "versionnumber";

    /// <inheritdoc/>
    public ChunkOutcome CarryOut(ConfirmationChunk chunk, Invoice invoice)
    {
        // What one transaction confirmed was billed by no chunk: the record came along.
        if (ChunkNotes.Parse(chunk.Result).Billed is { } whole)
        {
            return TakeBack(whole, invoice);
        }

        var billing = ConfirmationChunk.IdOf(invoice.Id, chunk.Attempt, ChunkKind.Bill, chunk.Ordinal);
        var notes = ChunkNotes.Parse(
            new ConfirmationChunk(call.System.Retrieve(ConfirmationChunk.Table, billing, new ColumnSet(ConfirmationChunk.ResultColumn))).Result
        );
        var outcome = TakeBack(notes.Billed ?? new BillingRecord(), invoice);
        if (!outcome.IsFailed)
        {
            call.System.Update(
                new Entity(ConfirmationChunk.Table, billing) { [ConfirmationChunk.StatusColumn] = new OptionSetValue((int)ChunkStatus.Canceled) }
            );
        }

        return outcome;
    }

    /// <summary>Tells whether somebody has used or changed any of a record since.</summary>
    /// <param name="record">What was billed.</param>
    /// <returns>The faults; none where all of it can be taken back.</returns>
    public IReadOnlyCollection<Fault> Check(BillingRecord record, Invoice invoice) => Check(record, ReadChanged(record), invoice);

    /// <inheritdoc/>
    public void EndPhase(ConfirmationChunk chunk, Invoice invoice) => ReleasedInvoice.Write(call.System, invoice);

    private List<Fault> Check(BillingRecord record, Dictionary<Guid, Entity> changed, Invoice invoice) =>
        [.. OfCreated(record, invoice), .. OfChanged(record, changed, invoice)];

    private ChunkOutcome TakeBack(BillingRecord record, Invoice invoice)
    {
        var changed = ReadChanged(record);
        var faults = Check(record, changed, invoice);
        if (faults.Count > 0)
        {
            return ChunkOutcome.Failed(faults);
        }

        TakeBack(record, changed);
        return ChunkOutcome.Done();
    }

    // What was changed first, since a retainer refers to its open actual; connections and origins next, since they refer to the actuals.
    private void TakeBack(BillingRecord record, Dictionary<Guid, Entity> changed)
    {
        foreach (var row in record.Changed)
        {
            var before = new Entity(row.Table, row.Id) { RowVersion = changed[row.Id].RowVersion };
            foreach (var column in row.Columns)
            {
                before[column.Name] = ColumnText.Read(column.Was);
            }

            call.System.Execute(new UpdateRequest { Target = before, ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches });
        }

        foreach (var rows in record.Created.Reverse())
        {
            foreach (var id in rows.Ids)
            {
                call.System.Delete(rows.Table, id);
            }
        }
    }

    private Dictionary<Guid, Entity> ReadChanged(BillingRecord record) =>
        record
            .Changed.GroupBy(row => row.Table)
            .SelectMany(same =>
                call.System.ReadByIds(
                    same.Key,
                    [.. same.Select(row => row.Id)],
                    [.. same.SelectMany(row => row.Columns).Select(column => column.Name).Distinct(), VersionColumn]
                )
            )
            .ToDictionary(row => row.Id);

    // A row that can be billed again, and that another invoice has taken or adjusted since, has not its first billing status any more.
    private IEnumerable<Fault> OfCreated(BillingRecord record, Invoice invoice) =>
        record
            .Created.Where(rows => rows.BillingStatus is not null)
            .SelectMany(rows =>
                call.System.ReadByIds(rows.Table, [.. rows.Ids], Actual.BillingStatusColumn, Actual.AdjustmentStatusColumn)
                    .Select(row => new Actual(row))
                    .Where(actual => (int?)actual.BillingStatus != rows.BillingStatus || actual.AdjustmentStatus == AdjustmentStatus.Adjusted)
            )
            .Select(actual => LargeConfirmationErrors.NotUndoable.For(invoice.Number, actual.Entity.LogicalName, actual.Id));

    private static IEnumerable<Fault> OfChanged(BillingRecord record, Dictionary<Guid, Entity> changed, Invoice invoice) =>
        record
            .Changed.Where(row =>
                !changed.TryGetValue(row.Id, out var now) || row.Columns.Any(column => ColumnText.Of(now.GetAttributeValue<object>(column.Name)) != column.Is)
            )
            .Select(row => LargeConfirmationErrors.NotUndoable.For(invoice.Number, row.Table, row.Id));
}
