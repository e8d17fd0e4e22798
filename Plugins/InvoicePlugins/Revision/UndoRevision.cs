using System.Linq;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Revision;

/// <summary>Takes back what one chunk has put on a corrective draft. What somebody has deleted since is not missed.</summary>
internal sealed class UndoRevision(PluginCall call) : IChunkWork
{
    /// <summary>The work as it is declared to what runs the chunks.</summary>
    public static readonly ChunkWork Declaration = new(ChunkKind.Undo, call => new UndoRevision(call)) { Takes = chunk => RevisionNotes.In(chunk) is not null };

    /// <inheritdoc/>
    public ChunkOutcome CarryOut(ConfirmationChunk chunk, Invoice invoice)
    {
        var id = ConfirmationChunk.IdOf(invoice.Id, chunk.Attempt, ChunkKind.Revise, chunk.Ordinal);
        var revised = new ConfirmationChunk(call.System.Retrieve(ConfirmationChunk.Table, id, new ColumnSet(ConfirmationChunk.ResultColumn)));
        foreach (var rows in (RevisionNotes.In(revised)!.Created ?? []).Reverse())
        {
            foreach (var row in call.System.ReadByIds(rows.Table, [.. rows.Ids], rows.Table + "id").ToList())
            {
                call.System.Delete(row.LogicalName, row.Id);
            }
        }

        call.System.Update(new Entity(ConfirmationChunk.Table, id) { [ConfirmationChunk.StatusColumn] = new OptionSetValue((int)ChunkStatus.Canceled) });
        return ChunkOutcome.Done();
    }

    /// <inheritdoc/>
    public void EndPhase(ConfirmationChunk chunk, Invoice invoice) => new RevisionChunks(call.System).End(invoice, RevisionNotes.In(chunk)!);
}
