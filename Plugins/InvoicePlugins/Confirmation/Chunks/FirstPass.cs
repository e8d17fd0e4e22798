using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Billing;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>What the first pass of a run has found out about the whole invoice.</summary>
/// <param name="Chunks">Its chunks in the order of the invoice, all of them carried out.</param>
internal sealed record FirstPass(IReadOnlyList<CheckedChunk> Chunks)
{
    /// <summary>How many faults it found.</summary>
    public int Faults => Chunks.Sum(part => part.Notes.Faults);

    /// <summary>The totals of the invoice; only where there are no faults.</summary>
    public InvoiceTotals Totals => Chunks.Aggregate(InvoiceTotals.Zero, (sum, part) => sum.Plus(part.Notes.Totals!));

    /// <summary>Who pays; the same for all chunks.</summary>
    public Guid? ContractCustomer => Chunks[0].Notes.ContractCustomer;

    /// <summary>What confirmation writes on the invoice itself; the same for all chunks. Null where it was confirmed before that was noted.</summary>
    public IEnumerable<ChangedColumn>? Header => Chunks[0].Notes.Header;

    /// <summary>Reads it.</summary>
    /// <param name="service">The organization service.</param>
    /// <returns>The first pass of its present run; where one transaction confirmed it, what the chunk that takes that back was told.</returns>
    public static FirstPass Read(IOrganizationService service, Invoice invoice) =>
        Of(service, invoice, ChunkKind.Check) is { Chunks.Count: > 0 } pass ? pass : Of(service, invoice, ChunkKind.Undo);

    private static FirstPass Of(IOrganizationService service, Invoice invoice, ChunkKind kind) =>
        new([
            .. service
                .ReadAll(ConfirmationChunk.Of(invoice.Id, invoice.ConfirmationAttempt, kind, ConfirmationChunk.DetailsColumn, ConfirmationChunk.ResultColumn))
                .Select(row => new ConfirmationChunk(row))
                .OrderBy(chunk => chunk.Ordinal)
                .Select(chunk => new CheckedChunk(chunk, ChunkNotes.Parse(chunk.Result))),
        ]);
}
