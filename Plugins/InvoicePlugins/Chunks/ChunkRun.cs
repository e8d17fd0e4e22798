using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Chunks;

/// <summary>
/// Carries out one chunk in one transaction: locks the chunk, does its work, and last of all locks the invoice, where it counts the chunk and, after the last
/// one, ends the phase. Two runs of one chunk meet at its lock, two chunks of one invoice at the invoice's, always in this order.
/// </summary>
/// <param name="call">The call, which is told what it is about.</param>
/// <param name="reader">Reads the facts.</param>
/// <param name="works">The kinds of work there are.</param>
internal sealed class ChunkRun(PluginCall call, BillingFactsReader reader, IReadOnlyList<ChunkWork> works)
{
    /// <summary>The run within one call. It acts with all rights.</summary>
    public static ChunkRun For(PluginCall call, IReadOnlyList<ChunkWork> works) => new(call, new BillingFactsReader(call.System), works);

    /// <summary>Carries the chunk out. One that is done, or whose phase is not the invoice's, is left as it is.</summary>
    /// <param name="id">The chunk.</param>
    /// <exception cref="InvalidPluginExecutionException">It did not work; the transaction rolls back, and the chunk waits as before.</exception>
    public void CarryOut(Guid id)
    {
        if (LockPending(id) is not { } chunk || WorkOf(chunk) is not { } work)
        {
            return;
        }

        var invoice = Named(reader.ReadInvoice(chunk.Invoice!.Value));
        if (!ChunkPhase.IsDue(invoice, chunk))
        {
            return;
        }

        var outcome = work.CarryOut(chunk, invoice);
        Close(chunk, outcome);

        invoice = Named(reader.LockInvoice(chunk.Invoice!.Value));
        if (!ChunkPhase.IsDue(invoice, chunk))
        {
            throw ChunkErrors.Superseded.For(chunk.Name).ToException();
        }

        if (outcome.IsFailed)
        {
            Fail(invoice, chunk, string.Join("\n", outcome.Faults));
        }
        else if (invoice.ConfirmationChunksDone + 1 < invoice.ConfirmationChunks)
        {
            call.System.Update(InvoiceTransition.Advance(invoice).Of(invoice));
        }
        else
        {
            work.EndPhase(chunk, invoice);
        }
    }

    /// <summary>Gives the chunk up, and with it the phase of the invoice. A chunk that does not wait any more is left as it is.</summary>
    /// <param name="id">The chunk.</param>
    /// <param name="reason">Why: one fault a line.</param>
    public void GiveUp(Guid id, string reason)
    {
        if (LockPending(id) is not { } chunk)
        {
            return;
        }

        call.System.Update(
            new Entity(ConfirmationChunk.Table, chunk.Id)
            {
                [ConfirmationChunk.StatusColumn] = new OptionSetValue((int)ChunkStatus.Failed),
                [ConfirmationChunk.FaultsColumn] = FaultLines.Fit(reason, FaultLines.FaultsLength),
            }
        );

        var invoice = Named(reader.LockInvoice(chunk.Invoice!.Value));
        if (ChunkPhase.IsDue(invoice, chunk))
        {
            Fail(invoice, chunk, reason);
        }
    }

    private IChunkWork? WorkOf(ConfirmationChunk chunk) => works.FirstOrDefault(work => work.Kind == chunk.Kind && work.Takes(chunk))?.Begin(call);

    // Only what is read behind the lock is true until the end of the transaction.
    private ConfirmationChunk? LockPending(Guid id)
    {
        call.System.Update(new Entity(ConfirmationChunk.Table, id) { [ConfirmationChunk.FaultsColumn] = null });
        var chunk = new ConfirmationChunk(
            call.System.Retrieve(
                ConfirmationChunk.Table,
                id,
                new ColumnSet(
                    ConfirmationChunk.NameColumn,
                    ConfirmationChunk.InvoiceColumn,
                    ConfirmationChunk.KindColumn,
                    ConfirmationChunk.AttemptColumn,
                    ConfirmationChunk.OrdinalColumn,
                    ConfirmationChunk.StatusColumn,
                    ConfirmationChunk.DetailsColumn,
                    ConfirmationChunk.ResultColumn
                )
            )
        );
        call.Record = chunk.Name;
        return chunk.Status == ChunkStatus.Pending ? chunk : null;
    }

    private Invoice Named(Invoice invoice)
    {
        call.Record = invoice.Number;
        return invoice;
    }

    private void Close(ConfirmationChunk chunk, ChunkOutcome outcome)
    {
        var row = new Entity(ConfirmationChunk.Table, chunk.Id)
        {
            [ConfirmationChunk.StatusColumn] = new OptionSetValue((int)(outcome.IsFailed ? ChunkStatus.Failed : ChunkStatus.Complete)),
            [ConfirmationChunk.FaultsColumn] = FaultLines.Of(outcome.Faults, FaultLines.FaultsLength),
        };
        if (outcome.Notes is { } notes)
        {
            row[ConfirmationChunk.ResultColumn] = notes;
        }

        call.System.Update(row);
    }

    private void Fail(Invoice invoice, ConfirmationChunk chunk, string reason) =>
        call.System.Update(InvoiceTransition.Fail(ChunkErrors.ChunkFailed.For(invoice.Number, chunk.Name) + "\n" + reason).Of(invoice));
}
