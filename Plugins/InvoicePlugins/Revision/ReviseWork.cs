using System.Linq;
using InvoicePlugins.Confirmation.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Revision;

/// <summary>Puts the corrections of some details on a draft. After the last chunk the draft can be edited and confirmed.</summary>
internal sealed class ReviseWork(PluginCall call) : IChunkWork
{
    private readonly RevisionReader reader = new(call.System);
    private readonly RevisionWriter writer = new(call.System);

    /// <inheritdoc/>
    public ChunkOutcome CarryOut(ConfirmationChunk chunk, Invoice invoice)
    {
        var notes = ChunkNotes.Parse(chunk.Result).Revision!;
        writer.Lock(notes.Corrected);
        var corrected = reader.ReadInvoice(notes.Corrected)!;
        var lines = reader.ReadLines(corrected.Id);
        var judged = reader.ReadDetails(corrected, lines, chunk.Details).Select(detail => Revisability.Of(corrected, detail)).ToList();
        var faults = RevisionCheck.OfPart(judged, notes.AreChosen).ToList();
        if (faults.Count > 0)
        {
            return ChunkOutcome.Failed(faults);
        }

        var revised = judged.Where(detail => detail.Billed is not null).ToList();
        var plan = RevisionPlan.Of(corrected, invoice.Id, invoice.Owner, reader.ReadLines(invoice.Id), revised, chunk.Id);
        writer.Write(plan);
        return ChunkOutcome.Done(
            new ChunkNotes
            {
                Revision = notes with
                {
                    Created =
                    [
                        .. plan
                            .Details.Concat(plan.Connections)
                            .Concat(plan.Origins)
                            .GroupBy(row => row.LogicalName)
                            .Select(same => new CreatedRows { Table = same.Key, Ids = [.. same.Select(row => row.Id)] }),
                    ],
                },
            }
        );
    }

    /// <inheritdoc/>
    public void EndPhase(ConfirmationChunk chunk, Invoice invoice)
    {
        var corrected = reader.ReadInvoice(ChunkNotes.Parse(chunk.Result).Revision!.Corrected)!;
        call.System.Update(
            (
                reader.HasDetails(invoice.Id)
                    ? InvoiceTransition.Reset()
                    : InvoiceTransition.Fail(RevisionErrors.NothingToRevise.For(corrected.Number).ToString())
            ).Of(invoice)
        );
    }
}
