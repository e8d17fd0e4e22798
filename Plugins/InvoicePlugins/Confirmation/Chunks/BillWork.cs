using InvoicePlugins.Billing;
using InvoicePlugins.Chunks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>Bills some details, as a small invoice is billed at once. After the last chunk the invoice is confirmed, and finance is told.</summary>
/// <param name="reader">Reads the facts.</param>
internal sealed class BillWork(PluginCall call, BillingFactsReader reader) : IChunkWork
{
    /// <summary>The work as it is declared to what runs the chunks.</summary>
    public static readonly ChunkWork Declaration = new(ChunkKind.Bill, call => new BillWork(call, new BillingFactsReader(call.System)));

    private readonly ConfirmationWriter writer = new(call.System);

    /// <inheritdoc/>
    public ChunkOutcome CarryOut(ConfirmationChunk chunk, Invoice invoice)
    {
        var notes = ChunkNotes.Parse(chunk.Result);
        var part = CheckedPart.Read(call, reader, invoice, chunk, notes);
        if (part.Faults.Count > 0)
        {
            return ChunkOutcome.Failed(part.Faults);
        }

        var record = new BillingRecordReader(call.System).Read(part.Plan!);
        writer.WriteBilling(part.Plan!);
        return ChunkOutcome.Done((notes with { Billed = record }).ToString());
    }

    /// <inheritdoc/>
    public void EndPhase(ConfirmationChunk chunk, Invoice invoice)
    {
        var notes = ChunkNotes.Parse(chunk.Result);
        writer.WriteConfirmation(invoice, notes.ContractCustomer, notes.Accounting.Day, call.Context.CorrelationId);
    }
}
