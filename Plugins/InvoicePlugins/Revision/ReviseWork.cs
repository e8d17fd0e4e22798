using System.Linq;
using InvoicePlugins.Billing;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Revision;

/// <summary>Puts the corrections of some details on a draft. After the last chunk the draft can be edited and confirmed.</summary>
internal sealed class ReviseWork(PluginCall call) : IChunkWork
{
    /// <summary>The work as it is declared to what runs the chunks.</summary>
    public static readonly ChunkWork Declaration = new(ChunkKind.Revise, call => new ReviseWork(call));

    private readonly RevisionReader reader = new(call.System);
    private readonly RevisionWriter writer = new(call.System);

    /// <inheritdoc/>
    public ChunkOutcome CarryOut(ConfirmationChunk chunk, Invoice invoice)
    {
        var notes = RevisionNotes.In(chunk)!;
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
            (
                notes with
                {
                    Created =
                    [
                        .. plan
                            .Details.Concat(plan.Connections)
                            .Concat(plan.Origins)
                            .GroupBy(row => row.LogicalName)
                            .Select(same => new CreatedRows { Table = same.Key, Ids = [.. same.Select(row => row.Id)] }),
                    ],
                }
            ).ToString()
        );
    }

    /// <inheritdoc/>
    public void EndPhase(ConfirmationChunk chunk, Invoice invoice)
    {
        var corrected = reader.ReadInvoice(RevisionNotes.In(chunk)!.Corrected)!;
        call.System.Update(
            (
                reader.HasDetails(invoice.Id)
                    ? InvoiceTransition.Reset()
                    : InvoiceTransition.Fail(RevisionErrors.NothingToRevise.For(corrected.Number).ToString())
            ).Of(invoice)
        );
    }
}
