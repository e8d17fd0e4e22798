using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Posting;

/// <summary>A posted invoice of which lines are credited, and what was credited of it before, tax included, by the rates of its lines.</summary>
internal sealed record CreditedInvoice(PostedInvoice Invoice, IReadOnlyDictionary<RatePair, decimal> CreditedBefore)
{
    /// <summary>Locks the invoices that the lines of a proposal credit, since their credits share their rounding, and finds them.</summary>
    public static async Task<Dictionary<string, CreditedInvoice>> LockAsync(FinanceSession session, InvoiceProposal header, CancellationToken cancellation)
    {
        foreach (var invoice in await InvoicesAsync(session.Context, header, cancellation))
        {
            await session.LockAsync("credits of invoice", invoice.DataAreaId, invoice.LedgerVoucher, cancellation);
        }

        return await FindAsync(session.Context, header, cancellation);
    }

    /// <summary>The invoices that the lines of a proposal credit, by their voucher.</summary>
    public static async Task<Dictionary<string, CreditedInvoice>> FindAsync(FinanceContext context, InvoiceProposal header, CancellationToken cancellation)
    {
        var lines = context.Set<ProposalLine>();
        var transactions = context.Set<ProjectTransaction>();
        var found = new Dictionary<string, CreditedInvoice>(StringComparer.Ordinal);
        foreach (var invoice in await InvoicesAsync(context, header, cancellation))
        {
            var before = await transactions
                .Where(original => original.DataAreaId == header.DataAreaId && original.Voucher == invoice.LedgerVoucher)
                .Join(lines, original => (Guid?)original.ActualId, line => line.CreditedActualId, (original, line) => new { original, line })
                .Join(
                    transactions,
                    pair => pair.line.ActualId,
                    credit => credit.ActualId,
                    (pair, credit) =>
                        new
                        {
                            pair.original.ExchangeRate,
                            pair.original.ReportingRate,
                            Amount = credit.Amount + credit.SalesTaxAmount,
                        }
                )
                .GroupBy(credit => new { credit.ExchangeRate, credit.ReportingRate })
                .Select(group => new { group.Key, Amount = group.Sum(credit => credit.Amount) })
                .ToListAsync(cancellation);
            found[invoice.LedgerVoucher] = new CreditedInvoice(
                invoice,
                before.ToDictionary(group => new RatePair(group.Key.ExchangeRate, group.Key.ReportingRate), group => group.Amount)
            );
        }

        return found;
    }

    /// <summary>
    /// The part of the customer balance that a credit takes back: all credits of an invoice together take back exactly what the invoice booked, however many
    /// they are.
    /// </summary>
    public BookedAmount PartOf(decimal amount, RatePair rates, CompanyBooks books)
    {
        var before = CreditedBefore.GetValueOrDefault(rates);
        return books.Book(before + amount, rates) + -books.Book(before, rates);
    }

    private static Task<List<PostedInvoice>> InvoicesAsync(FinanceContext context, InvoiceProposal header, CancellationToken cancellation)
    {
        var vouchers = context
            .Set<ProposalLine>()
            .Where(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId && line.CreditedActualId != null)
            .Join(
                context.Set<ProjectTransaction>(),
                line => line.CreditedActualId,
                transaction => (Guid?)transaction.ActualId,
                (line, transaction) => transaction.Voucher
            )
            .Distinct();
        return context
            .Set<PostedInvoice>()
            .AsNoTracking()
            .Where(invoice => invoice.DataAreaId == header.DataAreaId && vouchers.Contains(invoice.LedgerVoucher))
            .OrderBy(invoice => invoice.LedgerVoucher)
            .ToListAsync(cancellation);
    }
}
