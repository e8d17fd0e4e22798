using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Posting;

/// <summary>A customer invoice number that a restore has cost, under which an invoice that the customer holds comes back into the books as it is.</summary>
internal static class InvoiceNumber
{
    /// <summary>Requires of a number that is wanted that it can be given. The caller holds the sequence.</summary>
    /// <exception cref="FinanceRefusal">The number wanted is none that a restore has cost, or is in the books again
    /// (<see cref="PostingErrors.NumberNotLost"/>).</exception>
    public static async Task RequireLostAsync(
        FinanceContext context,
        SetupCatalog setUp,
        InvoiceProposal header,
        string? wanted,
        CancellationToken cancellation
    )
    {
        if (wanted is not null && !await IsLostAsync(context, setUp, header.DataAreaId, wanted, cancellation))
        {
            throw PostingErrors.NumberNotLost.Refusal(header.InvoiceProposalId, wanted, header.DataAreaId);
        }
    }

    private static async Task<bool> IsLostAsync(FinanceContext context, SetupCatalog setUp, string company, string wanted, CancellationToken cancellation)
    {
        if (
            setUp.NumberSequence(company, NumberReferences.CustomerInvoice) is not { } sequence
            || NumberFormat.NumberOf(sequence.Format, wanted) is not { } number
            || NumberFormat.Apply(sequence.Format, number) != wanted
        )
        {
            return false;
        }

        var lost = await LostRanges.OfAsync(context, company, NumberReferences.CustomerInvoice, cancellation);
        return lost.Exists(range => range.Holds(number))
            && !await context.Set<PostedInvoice>().AnyAsync(invoice => invoice.DataAreaId == company && invoice.ProjInvoiceId == wanted, cancellation);
    }
}
