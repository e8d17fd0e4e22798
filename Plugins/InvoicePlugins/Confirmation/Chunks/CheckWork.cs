using System.Linq;
using InvoicePlugins.Billing;
using InvoicePlugins.Checks;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Limits;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>
/// The first pass: looks for the faults of some details and makes no actuals. Where there is none, it says how the details are to be cut for billing. After the
/// last chunk the whole invoice is judged: with a fault anywhere it becomes Failed and can be edited, else the chunks that bill are written.
/// </summary>
/// <param name="reader">Reads the facts.</param>
internal sealed class CheckWork(PluginCall call, BillingFactsReader reader) : IChunkWork
{
    /// <summary>The work as it is declared to what runs the chunks.</summary>
    public static readonly ChunkWork Declaration = new(ChunkKind.Check, call => new CheckWork(call, new BillingFactsReader(call.System)));

    private readonly NotToExceedLedger limits = new(call.System);

    /// <inheritdoc/>
    public ChunkOutcome CarryOut(ConfirmationChunk chunk, Invoice invoice)
    {
        var notes = ChunkNotes.Parse(chunk.Result);
        var part = CheckedPart.Read(call, reader, invoice, chunk, notes);
        if (part.Faults.Count > 0)
        {
            return new(IsFailed: false, part.Faults, (notes with { Faults = part.Faults.Count }).ToString());
        }

        var plan = part.Plan!;
        return ChunkOutcome.Done(
            (
                notes with
                {
                    Parts = notes.IsIndivisible
                        ? [plan.Details.Count]
                        : [.. ChunkCutting.ForBilling(plan.Details.Select(detail => detail.Writes), call.Variables.WritesPerChunk)],
                    Totals = InvoiceTotals.Of(part.Facts, plan),
                }
            ).ToString()
        );
    }

    /// <inheritdoc/>
    public void EndPhase(ConfirmationChunk chunk, Invoice invoice)
    {
        var firstPass = FirstPass.Read(call.System, invoice);
        if (firstPass.Faults > 0)
        {
            Refuse(invoice, firstPass.Faults, ReadFaults(firstPass.Chunks.First(checkedChunk => checkedChunk.Notes.Faults > 0).Chunk));
            return;
        }

        var locked = limits.Lock(invoice, firstPass.ContractCustomer, firstPass.Totals);
        var faults = ConfirmationCheck.OfTotals(invoice, firstPass.Totals, locked);
        if (faults.Count > 0)
        {
            Refuse(invoice, faults.Count, string.Join("\n", faults));
            return;
        }

        limits.Consume(invoice, locked, firstPass.Totals);
        call.System.Update(InvoiceTransition.Bill(WriteBillChunks(invoice, firstPass)).Of(invoice));
    }

    private int WriteBillChunks(Invoice invoice, FirstPass firstPass)
    {
        var ordinal = 0;
        foreach (var part in firstPass.Chunks)
        {
            var notes = (part.Notes with { Parts = null, Totals = null }).ToString();
            foreach (var details in ChunkCutting.Divide(part.Chunk.Details, part.Notes.Parts!))
            {
                call.System.Create(ConfirmationChunk.Pending(invoice, invoice.ConfirmationAttempt, ChunkKind.Bill, ordinal++, details, notes));
            }
        }

        return ordinal;
    }

    private string ReadFaults(ConfirmationChunk chunk) =>
        new ConfirmationChunk(call.System.Retrieve(ConfirmationChunk.Table, chunk.Id, new(ConfirmationChunk.FaultsColumn))).Faults ?? "";

    private void Refuse(Invoice invoice, int faults, string first) =>
        call.System.Update(InvoiceTransition.Fail(LargeConfirmationErrors.FaultsFound.For(invoice.Number, faults) + "\n" + first).Of(invoice));
}
