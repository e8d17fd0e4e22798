using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>Reads the lines of a proposal page by page, so that an invoice of any length needs the memory of a page.</summary>
internal static class InvoicePages
{
    public const int LinesOfAPage = 2000;

    public static async IAsyncEnumerable<InvoicePage> ReadAsync(
        FinanceContext context,
        InvoiceProposal header,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var lines = context
            .Set<ProposalLine>()
            .AsNoTracking()
            .Where(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId);
        var last = 0;
        while (
            await lines.Where(line => line.LineNumber > last).OrderBy(line => line.LineNumber).Take(LinesOfAPage).ToListAsync(cancellation)
                is { Count: > 0 } page
        )
        {
            var before = last;
            last = page[^1].LineNumber;
            var to = last;
            yield return await WithSourcesAsync(context, page, lines.Where(line => line.LineNumber > before && line.LineNumber <= to), cancellation);
        }
    }

    private static async Task<InvoicePage> WithSourcesAsync(
        FinanceContext context,
        List<ProposalLine> page,
        IQueryable<ProposalLine> lines,
        CancellationToken cancellation
    )
    {
        var sources = new Dictionary<Guid, ProjectTransaction>();
        var transactions = context.Set<ProjectTransaction>().AsNoTracking();
        if (page.Exists(line => line.UnbilledActualId is not null))
        {
            var unbilled = lines.Join(
                transactions,
                line => line.UnbilledActualId,
                transaction => (Guid?)transaction.ActualId,
                (line, transaction) => transaction
            );
            await foreach (var transaction in unbilled.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                sources[transaction.ActualId] = transaction;
            }
        }

        if (page.Exists(line => line.CreditedActualId is not null))
        {
            var credited = lines.Join(
                transactions,
                line => line.CreditedActualId,
                transaction => (Guid?)transaction.ActualId,
                (line, transaction) => transaction
            );
            await foreach (var transaction in credited.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                sources[transaction.ActualId] = transaction;
            }
        }

        return new InvoicePage(page, sources, (await PostedTaxesAsync(context, page, lines, cancellation)).ToLookup(tax => tax.ActualId));
    }

    private static async Task<List<SalesTaxTransaction>> PostedTaxesAsync(
        FinanceContext context,
        List<ProposalLine> page,
        IQueryable<ProposalLine> lines,
        CancellationToken cancellation
    )
    {
        var taxes = new List<SalesTaxTransaction>();
        var posted = context.Set<SalesTaxTransaction>().AsNoTracking();
        if (page.Exists(line => line.CreditedActualId is not null))
        {
            taxes.AddRange(await lines.Join(posted, line => line.CreditedActualId, tax => (Guid?)tax.ActualId, (line, tax) => tax).ToListAsync(cancellation));
        }

        if (page.Exists(line => line.CorrectedActualId is not null))
        {
            taxes.AddRange(await lines.Join(posted, line => line.CorrectedActualId, tax => (Guid?)tax.ActualId, (line, tax) => tax).ToListAsync(cancellation));
        }

        // A line is credited and corrected on the same invoice.
        return [.. taxes.DistinctBy(tax => (tax.ActualId, tax.TaxCode))];
    }
}
