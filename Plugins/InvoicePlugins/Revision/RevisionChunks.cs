using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Revision;

/// <summary>The filling of a corrective draft that is too much for one transaction: begun, and taken back.</summary>
/// <param name="service">Acts with all rights.</param>
internal sealed class RevisionChunks(IOrganizationService service)
{
    // A detail, its connection, its three origins and about as many again that it takes over from what it corrects.
    private const int WritesPerDetail = 8;

    /// <summary>Begins it: the draft is being prepared until its chunks are done.</summary>
    /// <param name="draft">The draft, with its lines.</param>
    /// <param name="notes">What the chunks have to know.</param>
    /// <param name="details">The details to revise.</param>
    /// <param name="writesPerChunk">How many rows a chunk may write.</param>
    public void Schedule(Invoice draft, RevisionNotes notes, IReadOnlyList<Guid> details, int writesPerChunk)
    {
        var size = Math.Max(1, writesPerChunk / WritesPerDetail);
        var chunks = (details.Count + size - 1) / size;
        service.Update(InvoiceTransition.Prepare(draft, chunks).Of(draft));
        for (var ordinal = 0; ordinal < chunks; ordinal++)
        {
            service.Create(
                ConfirmationChunk.Pending(
                    draft,
                    draft.ConfirmationAttempt + 1,
                    ChunkKind.Revise,
                    ordinal,
                    details.Skip(ordinal * size).Take(size),
                    notes.ToString()
                )
            );
        }
    }

    /// <summary>Takes back what the chunks of the run have written. None of them is at work, and none will be.</summary>
    /// <param name="draft">The draft, locked.</param>
    /// <returns>The confirmation status after it: None where nothing was written, else Canceling.</returns>
    public ConfirmationStatus TakeBack(Invoice draft)
    {
        var chunks = service
            .ReadAll(ConfirmationChunk.Of(draft.Id, draft.ConfirmationAttempt, ChunkKind.Revise, ConfirmationChunk.ResultColumn))
            .Select(row => new ConfirmationChunk(row))
            .ToList();
        var notes = RevisionNotes.In(chunks[0])!;
        var written = chunks.Where(chunk => chunk.Status == ChunkStatus.Complete).ToList();
        if (written.Count == 0)
        {
            End(draft, notes);
            return ConfirmationStatus.None;
        }

        service.Update(InvoiceTransition.Undo(written.Count).Of(draft));
        foreach (var chunk in written)
        {
            service.Create(
                ConfirmationChunk.Pending(draft, draft.ConfirmationAttempt, ChunkKind.Undo, chunk.Ordinal, [], (notes with { Created = null }).ToString())
            );
        }

        return ConfirmationStatus.Canceling;
    }

    /// <summary>Ends the taking back: a draft that was made for the corrections goes, unless somebody has put something else on it.</summary>
    /// <param name="draft">The draft, locked.</param>
    /// <param name="notes">What the chunks knew.</param>
    public void End(Invoice draft, RevisionNotes notes)
    {
        service.Update(InvoiceTransition.Reset().Of(draft));
        if (notes.IsNewDraft && !new RevisionReader(service).HasDetails(draft.Id))
        {
            service.Delete(Invoice.Table, draft.Id);
        }
    }
}
