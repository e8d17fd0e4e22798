using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Agreement;

/// <summary>
/// Checks that the ledger balances, that ledger, project subledger, customer subledger and sales tax agree by company, account, dimensions and currency, that
/// every actual and retainer that was taken back left nothing behind, and that invoices are numbered without a gap;
/// says where they do not. Every check is one query that sums both sides in the database, so that the size of the books does not matter.
/// </summary>
internal sealed class BooksAgreement(FinanceDatabase database)
{
    private const int MostDifferencesOfACheck = 50;

    /// <summary>One sentence a difference, at most 50 a check; empty when the books agree.</summary>
    public async Task<IReadOnlyList<string>> FindDifferencesAsync(CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var differences = new List<string>();
        await AddAsync(differences, "entries against zero", BookSums.ByVoucher(BookSums.Entries(context)), cancellation);
        await AddUnregisteredAsync(differences, context, cancellation);
        await CompareInvoicesAsync(differences, context, cancellation);
        await CompareProjectsAsync(differences, context, cancellation);
        await CompareActualsAsync(differences, context, cancellation);
        await AddGapsAsync(differences, context, cancellation);
        return differences;
    }

    private static async Task CompareInvoicesAsync(List<string> differences, FinanceContext context, CancellationToken cancellation)
    {
        var customers = BookSums.CustomerTransactions(context);
        var taxes = BookSums.SalesTaxes(context);
        await AddAsync(
            differences,
            "customer subledger against customer balance",
            BookSums.ByVoucherAndAccount(BookSums.CustomerBalances(context).Concat(BookSums.Negative(BookSums.Entries(context, PostingTypes.CustomerBalance)))),
            cancellation
        );
        await AddAsync(
            differences,
            "customer transactions against their parts",
            BookSums.ByVoucher(customers.Concat(BookSums.Negative(BookSums.CustomerBalances(context)))),
            cancellation
        );
        await AddAsync(
            differences,
            "invoices against customer transactions",
            BookSums.ByVoucher(BookSums.Invoices(context).Concat(BookSums.Negative(customers, reporting: false))),
            cancellation
        );
        await AddAsync(
            differences,
            "billed sales against revenue",
            BookSums.ByVoucherAndAccount(BookSums.BilledSales(context).Concat(BookSums.Entries(context, BookSums.RevenueTypes))),
            cancellation
        );
        await AddAsync(
            differences,
            "sales tax transactions against sales tax booked",
            BookSums.ByVoucherAndAccount(taxes.Concat(BookSums.Entries(context, PostingTypes.SalesTax))),
            cancellation
        );
        await AddAsync(
            differences,
            "sales tax of the lines against sales tax transactions",
            BookSums.ByVoucher(BookSums.TaxOfLines(context).Concat(BookSums.Negative(taxes, accounting: false, reporting: false))),
            cancellation
        );
        await AddAsync(
            differences,
            "sales tax of the invoices against sales tax of their lines",
            BookSums.ByVoucher(BookSums.TaxOfInvoices(context).Concat(BookSums.Negative(BookSums.TaxOfLines(context)))),
            cancellation
        );
    }

    private static async Task CompareProjectsAsync(List<string> differences, FinanceContext context, CancellationToken cancellation)
    {
        await AddAsync(
            differences,
            "cost against cost booked",
            BookSums.ByAccountAndCurrency(
                BookSums.Costs(context).Concat(BookSums.Negative(BookSums.Entries(context, PostingTypes.Cost, PostingTypes.WipCostValue)))
            ),
            cancellation
        );
        await AddAsync(
            differences,
            "accrued and not invoiced against WIP - sales value",
            BookSums.ByAccountAndCurrency(
                BookSums.Accrued(context, credited: false).Concat(BookSums.Negative(BookSums.Entries(context, PostingTypes.WipSalesValue)))
            ),
            cancellation
        );
        await AddAsync(
            differences,
            "accrued and not invoiced against accrued revenue",
            BookSums.ByAccountAndCurrency(BookSums.Accrued(context, credited: true).Concat(BookSums.Entries(context, PostingTypes.AccruedRevenue))),
            cancellation
        );
        await AddAsync(
            differences,
            "on-account transactions against on-account balances",
            BookSums.ByAccountAndCurrency(
                BookSums.OnAccount(context).Concat(BookSums.Entries(context, PostingTypes.InvoicedRevenueOnAccount, PostingTypes.WipInvoicedOnAccount))
            ),
            cancellation
        );
    }

    /// <summary>
    /// What was taken back, of every single actual and retainer: sums over accounts do not show what two of them have too much and too little.
    /// </summary>
    private static async Task CompareActualsAsync(List<string> differences, FinanceContext context, CancellationToken cancellation)
    {
        await AddAsync(differences, "billed or reversed, and not nothing", BookSums.ByActual(BookSums.Closed(context)), cancellation);
        await AddAsync(differences, "sales tax of what is credited, and not nothing", BookSums.ByActual(BookSums.TaxOfCredited(context)), cancellation);
        await AddAsync(
            differences,
            "on account of a retainer of which nothing is left, and not nothing",
            BookSums.ByActual(BookSums.UsedUpRetainers(context)),
            cancellation
        );
        await AddAsync(
            differences,
            "sales tax of a retainer of which nothing is left, and not nothing",
            BookSums.ByActual(BookSums.TaxOfUsedUpRetainers(context)),
            cancellation
        );
    }

    private static async Task AddAsync(List<string> differences, string what, IQueryable<BookSum> sums, CancellationToken cancellation)
    {
        var found = await sums.Where(sum => sum.Amount != 0m || sum.Accounting != 0m || sum.Reporting != 0m)
            .Take(MostDifferencesOfACheck)
            .ToListAsync(cancellation);
        differences.AddRange(
            found
                .Select(sum =>
                {
                    var place = string.Join(
                        ' ',
                        new[]
                        {
                            sum.Company,
                            sum.Voucher,
                            sum.Actual is { } actual ? $"actual {actual}" : string.Empty,
                            sum.Account,
                            sum.Dimensions,
                            sum.Currency,
                        }.Where(part => part.Length > 0)
                    );
                    return $"{place}: {what}: off by {Money.Normalize(sum.Amount)}, in accounting currency {Money.Normalize(sum.Accounting)}, in "
                        + $"reporting currency {Money.Normalize(sum.Reporting)}.";
                })
                .Order(StringComparer.Ordinal)
        );
    }

    private static async Task AddUnregisteredAsync(List<string> differences, FinanceContext context, CancellationToken cancellation)
    {
        var vouchers = context.Set<LedgerVoucher>();
        var booked = context
            .Set<LedgerEntry>()
            .Select(row => new { row.DataAreaId, row.Voucher })
            .Union(context.Set<ProjectTransaction>().Select(row => new { row.DataAreaId, row.Voucher }));
        var unregistered = await booked
            .Where(row => !vouchers.Any(voucher => voucher.DataAreaId == row.DataAreaId && voucher.Voucher == row.Voucher))
            .OrderBy(row => row.DataAreaId)
            .ThenBy(row => row.Voucher)
            .Take(MostDifferencesOfACheck)
            .ToListAsync(cancellation);
        differences.AddRange(unregistered.Select(row => $"{row.DataAreaId} {row.Voucher}: booked but not registered as a voucher."));
    }

    /// <summary>Numbers of one format and company have to follow one another, up to the one that is given next.</summary>
    private static async Task AddGapsAsync(List<string> differences, FinanceContext context, CancellationToken cancellation)
    {
        var sequences = await context
            .Set<NumberSequence>()
            .Where(row => row.Continuous && row.Reference == NumberReferences.CustomerInvoice)
            .OrderBy(row => row.Company)
            .ToListAsync(cancellation);
        foreach (var sequence in sequences)
        {
            long? last = null;
            var lost = await LostRanges.OfAsync(context, sequence.Company, sequence.Reference, cancellation);
            var numbers = context
                .Set<PostedInvoice>()
                .Where(row => row.DataAreaId == sequence.Company)
                .Select(row => row.ProjInvoiceId)
                .OrderBy(number => number.Length)
                .ThenBy(number => number);
            await foreach (var number in numbers.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (NumberFormat.NumberOf(sequence.Format, number) is not { } current)
                {
                    continue;
                }

                AddGap(differences, sequence, lost, last, current);
                last = current;
            }

            var counter = await context
                .Set<NumberSequenceCounter>()
                .SingleAsync(row => row.Company == NumberSequences.CounterOf(sequence.Company) && row.Reference == sequence.Reference, cancellation);
            AddGap(differences, sequence, lost, last, counter.Next);
        }
    }

    // What a restore has cost is known and kept with its reason: only what is missing beside it is a gap.
    private static void AddGap(List<string> differences, NumberSequence sequence, List<LostRange> lost, long? last, long current)
    {
        if (last is not { } before)
        {
            return;
        }

        var next = before + 1;
        while (next < current && lost.Find(range => range.Holds(next)) is { } range)
        {
            next = range.Last + 1;
        }

        if (next < current)
        {
            var number = NumberFormat.Apply(sequence.Format, current);
            differences.Add(
                $"{sequence.Company} {number}: customer invoice numbers have a gap between {NumberFormat.Apply(sequence.Format, next - 1)} and {number}."
            );
        }
    }
}
