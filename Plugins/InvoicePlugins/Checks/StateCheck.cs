using System.Collections.Generic;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using static InvoicePlugins.Checks.StateErrors;

namespace InvoicePlugins.Checks;

/// <summary>
/// Finds what is not active, and so is not billed, and details that tell something else than is booked. Pure. Lines have no state: the platform gives
/// <c>invoicedetail</c> none of its own.
/// </summary>
internal static class StateCheck
{
    /// <summary>Checks the invoice, its contract and who pays.</summary>
    /// <param name="facts">The facts; lines and details are not needed.</param>
    public static IEnumerable<Fault> OfHeader(BillingFacts facts)
    {
        var invoice = facts.Invoice;
        if (invoice.State is { } state and not InvoiceState.Active)
        {
            yield return InvoiceNotActive.For(invoice.Number, state.ToString().ToLowerInvariant());
        }

        if (!invoice.IsContractOpen)
        {
            yield return ContractClosed.For(invoice.Number, invoice.ContractName);
        }

        if (invoice.IsCustomerInactive)
        {
            yield return CustomerInactive.For(invoice.Number, invoice.CustomerName);
        }

        if (facts.Payer is { IsInactive: true } payer)
        {
            yield return ContractCustomerInactive.For(invoice.Number, payer.Number);
        }
    }

    /// <summary>Checks a detail and what it bills.</summary>
    /// <param name="record">The detail as its user knows it.</param>
    public static IEnumerable<Fault> OfDetail(BillableDetail detail, string record)
    {
        if (detail.Row.IsInactive)
        {
            yield return DetailInactive.For(record);
        }

        if (detail.Original is { IsInactive: true } original)
        {
            yield return OriginalInactive.For(record, original.Id);
        }

        if (detail.Corrected?.Billed is { IsInactive: true } billed)
        {
            yield return CorrectedInactive.For(record, billed.Id);
        }

        if (detail.Milestone is { IsInactive: true } milestone)
        {
            yield return MilestoneInactive.For(record, milestone.Name);
        }

        if (detail.Retainer?.Row is { IsInactive: true } retainer)
        {
            yield return RetainerInactive.For(record, retainer.Name);
        }

        // What is booked of a retainer names no project and no task, though its detail may.
        if (detail.Row.Retainer is null && detail.Behind is { } booked && CopiedColumns.Differing(detail.Row.Entity, booked.Entity) is { Count: > 0 } differing)
        {
            yield return ToldDiffers.For(record, string.Join(", ", differing), booked.Id);
        }
    }
}
