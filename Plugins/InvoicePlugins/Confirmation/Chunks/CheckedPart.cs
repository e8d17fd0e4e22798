using System.Collections.Generic;
using InvoicePlugins.Billing;
using InvoicePlugins.Checks;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Confirmation.Chunks;

/// <summary>The details of a chunk, read, checked and, where there is no fault, planned.</summary>
/// <param name="Faults">What forbids the confirmation.</param>
/// <param name="Plan">The rows to be written; null where there are faults.</param>
internal sealed record CheckedPart(BillingFacts Facts, IReadOnlyCollection<Fault> Faults, BillingPlan? Plan)
{
    /// <summary>Reads, checks and plans, on the terms that were settled when the confirmation began.</summary>
    /// <param name="reader">Reads the facts.</param>
    public static CheckedPart Read(PluginCall call, BillingFactsReader reader, Invoice invoice, ConfirmationChunk chunk, ChunkNotes notes)
    {
        var details = chunk.Details;
        var facts = reader.Read(invoice, details) with { ContractCustomer = notes.ContractCustomer };
        if (facts.Details.Count < details.Count)
        {
            return new(facts, [LargeConfirmationErrors.DetailsGone.For(invoice.Number, details.Count - facts.Details.Count)], null);
        }

        var faults = ConfirmationCheck.Of(facts, call.Variables.RetainerTransactionClass);
        return new(facts, faults, faults.Count > 0 ? null : BillingPlan.Of(facts, notes.Accounting.Start));
    }
}
