using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>Finds the proposals of a batch.</summary>
internal static class ProposalSelection
{
    public static async Task<List<PostingBatchProposal>> FindAsync(
        FinanceSession session,
        Guid batch,
        PostingBatchRequest request,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (request.Selection?.Proposals is { } named)
        {
            return
            [
                .. named
                    .Distinct(StringComparer.Ordinal)
                    .Select(proposal => new PostingBatchProposal
                    {
                        BatchId = batch,
                        DataAreaId = request.Company!,
                        InvoiceProposalId = proposal,
                    }),
            ];
        }

        var setUp = await SetupStore.CatalogAsync(session.Context, cancellation);
        var selection = request.Selection ?? new PostingSelection();
        var ready = session.Query<InvoiceProposal>().Where(header => header.ProposalStatus == ProposalStatus.Ready);
        ready = request.Company is { } company ? ready.Where(header => header.DataAreaId == company) : ready;
        ready = selection.Contract is { } contract ? ready.Where(header => header.ProjectContractId == contract) : ready;
        var headers = await ready.OrderBy(header => header.DataAreaId).ThenBy(header => header.InvoiceProposalId).ToListAsync(cancellation);
        return
        [
            .. headers
                .Where(header => Fits(setUp, header, selection, clock))
                .Select(header => new PostingBatchProposal
                {
                    BatchId = batch,
                    DataAreaId = header.DataAreaId,
                    InvoiceProposalId = header.InvoiceProposalId,
                }),
        ];
    }

    private static bool Fits(SetupCatalog setUp, InvoiceProposal header, PostingSelection selection, TimeProvider clock)
    {
        var date = ProposalDates.OfInvoice(header, setUp.Company(header.DataAreaId) is { } company ? CompanyClock.Today(company, clock) : DateOnly.MaxValue);
        return (selection.From is not { } from || date >= from)
            && (selection.To is not { } to || date <= to)
            && (selection.Customer is not { } customer || string.Equals(Payer.Of(setUp, header, [])?.Account, customer, StringComparison.OrdinalIgnoreCase));
    }
}
