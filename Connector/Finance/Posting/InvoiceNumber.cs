using Finance.Identity;
using Finance.Proposals;
using Finance.SetUp;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Posting;

/// <summary>The customer invoice number of a posting: the next one, or one that a restore has cost, so that an invoice that the customer holds comes back into the books as it is.</summary>
internal static class InvoiceNumber
{
    /// <exception cref="FinanceRefusal">The number wanted is none that a restore has cost, or is in the books again (PINV4256).</exception>
    public static async Task<string> TakeAsync(FinanceSession session, SetUpCatalogue setUp, InvoiceProposal header, string? wanted, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(wanted))
        {
            return (await NumberSequences.TakeAsync(session, setUp, setUp.Company(header.DataAreaId)!.Id, NumberReferences.CustomerInvoice, 1, header.InvoiceProposalId, cancellation))[0];
        }

        return await IsLostAsync(session.Context, setUp, header.DataAreaId, wanted, cancellation)
            ? wanted
            : throw new FinanceRefusal(
                "PINV4256",
                header.InvoiceProposalId,
                $"{wanted} is no customer invoice number that a restore has cost {header.DataAreaId}, or an invoice has it again. Take one that GET /api/identity lists, or name none to have the next one; then post again.",
                StatusCodes.Status409Conflict);
    }

    private static async Task<bool> IsLostAsync(FinanceContext context, SetUpCatalogue setUp, string company, string wanted, CancellationToken cancellation)
    {
        if (setUp.NumberSequence(company, NumberReferences.CustomerInvoice) is not { } sequence
            || NumberFormat.NumberOf(sequence.Format, wanted) is not { } number
            || NumberFormat.Apply(sequence.Format, number) != wanted)
        {
            return false;
        }

        var lost = await LostRanges.OfAsync(context, company, NumberReferences.CustomerInvoice, cancellation);
        return lost.Exists(range => range.Holds(number)) && !await context.Set<PostedInvoice>().AnyAsync(invoice => invoice.DataAreaId == company && invoice.ProjInvoiceId == wanted, cancellation);
    }
}
