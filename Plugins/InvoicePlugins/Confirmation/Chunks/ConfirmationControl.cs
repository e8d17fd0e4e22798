using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Revision;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>
/// What people do about a confirmation that is under way or stopped: have it go on, or take it back. Like the chunks, it locks the chunks first and the invoice
/// last; a chunk at work is waited for.
/// </summary>
/// <param name="call">The call, which is told what it is about.</param>
/// <param name="reader">Reads the header.</param>
internal sealed class ConfirmationControl(PluginCall call, BillingFactsReader reader)
{
    /// <summary>The control within one call. It acts with all rights.</summary>
    public static ConfirmationControl For(PluginCall call) => new(call, new BillingFactsReader(call.System));

    /// <summary>Has every chunk of the running phase tried again that is not done.</summary>
    /// <param name="id">The invoice.</param>
    /// <returns>The confirmation status after it.</returns>
    /// <exception cref="InvalidPluginExecutionException">Nothing stopped halfway.</exception>
    public ConfirmationStatus Resume(Guid id)
    {
        var (invoice, chunks) = Lock(id);
        if (ChunkPhase.Last(chunks) is not { } kind || !CanResume(invoice, kind))
        {
            throw LargeConfirmationErrors.NothingToResume.For(invoice.Number).ToException();
        }

        var open = chunks.Where(chunk => chunk.Kind == kind && ChunkPhase.IsOpen(chunk)).ToList();
        if (open.Count == 0)
        {
            throw LargeConfirmationErrors.NothingToResume.For(invoice.Number).ToException();
        }

        foreach (var chunk in open)
        {
            call.System.Update(
                new Entity(ConfirmationChunk.Table, chunk.Id)
                {
                    [ConfirmationChunk.StatusColumn] = new OptionSetValue((int)ChunkStatus.Pending),
                    [ConfirmationChunk.TriesColumn] = 0,
                }
            );
        }

        call.System.Update(InvoiceTransition.Resume(ChunkPhase.Of(kind)).Of(invoice));
        return ChunkPhase.Of(kind);
    }

    /// <summary>Stops the confirmation, and takes back what it has billed. A cancellation that stopped halfway goes on.</summary>
    /// <param name="id">The invoice.</param>
    /// <returns>The confirmation status after it: None where nothing was billed, else Canceling.</returns>
    /// <exception cref="InvalidPluginExecutionException">Nothing is under way.</exception>
    public ConfirmationStatus Cancel(Guid id)
    {
        var (invoice, chunks) = Lock(id);
        if (!CanCancel(invoice))
        {
            throw LargeConfirmationErrors.NothingToCancel.For(invoice.Number).ToException();
        }

        if (ChunkPhase.Last(chunks) == ChunkKind.Undo)
        {
            return Resume(id);
        }

        foreach (var chunk in chunks.Where(ChunkPhase.IsOpen))
        {
            call.System.Update(
                new Entity(ConfirmationChunk.Table, chunk.Id) { [ConfirmationChunk.StatusColumn] = new OptionSetValue((int)ChunkStatus.Canceled) }
            );
        }

        if (ChunkPhase.Last(chunks) == ChunkKind.Revise)
        {
            return new RevisionChunks(call.System).TakeBack(invoice);
        }

        var billed = chunks.Where(chunk => chunk is { Kind: ChunkKind.Bill, Status: ChunkStatus.Complete }).ToList();
        if (billed.Count == 0)
        {
            ReleasedInvoice.Write(call.System, invoice);
            return ConfirmationStatus.None;
        }

        foreach (var chunk in billed)
        {
            call.System.Create(ConfirmationChunk.Pending(invoice, invoice.ConfirmationAttempt, ChunkKind.Undo, chunk.Ordinal, []));
        }

        call.System.Update(InvoiceTransition.Undo(billed.Count).Of(invoice));
        return ConfirmationStatus.Canceling;
    }

    // An invoice that failed with nothing billed may have been edited since: it is confirmed anew.
    private static bool CanResume(Invoice invoice, ChunkKind kind) =>
        !invoice.IsConfirmed
        && (
            invoice.ConfirmationStatus == ChunkPhase.Of(kind)
            || (invoice.ConfirmationStatus == ConfirmationStatus.Failed && (invoice.IsPartlyBilled || kind is ChunkKind.Revise or ChunkKind.Undo))
        );

    private static bool CanCancel(Invoice invoice) => !invoice.IsConfirmed && (invoice.IsBusy || invoice.ConfirmationStatus == ConfirmationStatus.Failed);

    // Writing waits for a chunk at work; what is read afterwards is true until the end of the transaction. Chunks first, as their own runs lock them.
    private Locked Lock(Guid id)
    {
        var before = reader.ReadInvoice(id);
        call.Record = before.Number;
        foreach (var chunk in ReadChunks(before).Where(ChunkPhase.IsOpen).OrderBy(chunk => chunk.Id))
        {
            call.System.Update(new Entity(ConfirmationChunk.Table, chunk.Id) { [ConfirmationChunk.FaultsColumn] = null });
        }

        var chunks = ReadChunks(before);
        var invoice = reader.LockInvoice(id);
        return invoice.ConfirmationAttempt == before.ConfirmationAttempt
            ? new(invoice, chunks)
            : throw PluginErrors.ChangedMeanwhile.For(invoice.Number, "a new confirmation has begun").ToException();
    }

    private List<ConfirmationChunk> ReadChunks(Invoice invoice) =>
        [.. call.System.ReadAll(ConfirmationChunk.Of(invoice.Id, invoice.ConfirmationAttempt)).Select(row => new ConfirmationChunk(row))];

    private sealed record Locked(Invoice Invoice, IReadOnlyList<ConfirmationChunk> Chunks);
}
