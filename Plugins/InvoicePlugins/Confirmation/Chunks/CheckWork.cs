using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>
/// The first pass: looks for the faults of some details and makes no actuals. Where there is none, it says how the details are to be cut for billing. After the
/// last chunk the whole invoice is judged: with a fault anywhere it becomes Failed and can be edited, else the chunks that bill are written.
/// </summary>
/// <param name="call">The call.</param>
/// <param name="reader">Reads the facts.</param>
public sealed class CheckWork(PluginCall call, BillingFactsReader reader) : IChunkWork
{
    /// <inheritdoc/>
    public ChunkOutcome CarryOut(ConfirmationChunk chunk, Invoice invoice)
    {
        var notes = ChunkNotes.Parse(chunk.Result);
        var part = CheckedPart.Read(call, reader, invoice, chunk, notes);
        if (part.Faults.Count > 0)
        {
            return new(IsFailed: false, part.Faults, notes with { Faults = part.Faults.Count });
        }

        var plan = part.Plan!;
        return ChunkOutcome.Done(notes with
        {
            Parts = notes.IsIndivisible
                ? [plan.Details.Count]
                : [.. ChunkCutting.ForBilling(plan.Details.Select(detail => detail.Writes), call.Variables.WritesPerChunk)],
            Totals = InvoiceTotals.Of(part.Facts, plan),
        });
    }

    /// <inheritdoc/>
    public void EndPhase(Invoice invoice)
    {
        var chunks = call.System
            .ReadAll(ConfirmationChunk.Of(invoice.Id, invoice.ConfirmationAttempt, ConfirmationChunk.DetailsColumn, ConfirmationChunk.ResultColumn))
            .Select(row => new ConfirmationChunk(row)).Where(chunk => chunk.Kind == ChunkKind.Check).OrderBy(chunk => chunk.Ordinal)
            .Select(chunk => new { Chunk = chunk, Notes = ChunkNotes.Parse(chunk.Result) }).ToList();

        var faults = chunks.Sum(chunk => chunk.Notes.Faults);
        if (faults > 0)
        {
            var first = chunks.First(chunk => chunk.Notes.Faults > 0).Chunk;
            Refuse(invoice, faults, ReadFaults(first));
            return;
        }

        var totals = chunks.Aggregate(InvoiceTotals.Zero, (sum, chunk) => sum.Plus(chunk.Notes.Totals!));
        var ofTotals = ConfirmationCheck.OfTotals(invoice, totals);
        if (ofTotals.Count > 0)
        {
            Refuse(invoice, ofTotals.Count, string.Join("\n", ofTotals));
            return;
        }

        var ordinal = 0;
        foreach (var chunk in chunks)
        {
            var notes = chunk.Notes with { Parts = null, Totals = null };
            foreach (var details in ChunkCutting.Divide(chunk.Chunk.Details, chunk.Notes.Parts!))
            {
                call.System.Create(ConfirmationChunk.Pending(invoice, invoice.ConfirmationAttempt, ChunkKind.Bill, ordinal++, details, notes.ToString()));
            }
        }

        call.System.Update(InvoiceTransition.Bill(ordinal).Of(invoice));
    }

    private string ReadFaults(ConfirmationChunk chunk) =>
        new ConfirmationChunk(call.System.Retrieve(ConfirmationChunk.Table, chunk.Id, new(ConfirmationChunk.FaultsColumn))).Faults ?? "";

    private void Refuse(Invoice invoice, int faults, string first) =>
        call.System.Update(InvoiceTransition.Fail(ConfirmationErrors.FaultsFound.For(invoice.Number, faults) + "\n" + first).Of(invoice));
}
